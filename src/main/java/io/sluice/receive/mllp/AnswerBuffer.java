package io.sluice.receive.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.sluice.format.hl7.MllpFraming;

/** Collects the acknowledgements of one turn, so that they leave in one write. */
final class AnswerBuffer {

    private final ChannelHandlerContext context;
    private final AckWriter acks;
    private ByteBuf buffer;

    AnswerBuffer(ChannelHandlerContext context, AckWriter acks) {
        this.context = context;
        this.acks = acks;
    }

    void add(ReplyQueue.Slot slot) {
        if (slot.silent() || !context.channel().isActive()) {
            return;
        }
        acks.write(slot.taken(), slot.verdict()).ifPresent(ack -> {
            if (buffer == null) {
                buffer = context.alloc().buffer(2 * ack.length);
            }
            buffer.writeByte(MllpFraming.START).writeBytes(ack);
            buffer.writeByte(MllpFraming.END).writeByte(MllpFraming.CARRIAGE_RETURN);
        });
    }

    void send() {
        if (buffer != null) {
            ByteBuf full = buffer;
            buffer = null;
            context.writeAndFlush(full, context.voidPromise());
        }
    }
}
