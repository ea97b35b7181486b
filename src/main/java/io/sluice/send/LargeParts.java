package io.sluice.send;

import io.sluice.ledger.Blobs;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts large parts back into bytes that go out as a whole, in threads of its own. Of such wholes only so many are in
 * memory at once as a share of it allows, and one in any case, however many endpoints want theirs: the others wait
 * here.
 */
final class LargeParts implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int SHARE = 8;
    private static final int KIB = 1024;

    private final Restoring whole;
    private final int most;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("send-large-", 0).daemon().factory());

    /** As {@link io.sluice.ledger.Ledger#whole}. */
    interface Restoring {
        byte[] of(UUID messageId, byte[] bytes);
    }

    LargeParts(Restoring whole) {
        this.whole = whole;
        this.most = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE / KIB);
        this.room = new Semaphore(most, true);
    }

    /**
     * Sends bytes with their large parts; at once and in this thread when there are none.
     *
     * @param send begins to send; the room is free again when its stage ends
     * @param failed what it comes to when the parts could not be read: nothing was sent
     */
    CompletionStage<SendOutcome> send(
            UUID messageId,
            byte[] bytes,
            Function<byte[], CompletionStage<SendOutcome>> send,
            Supplier<CompletionStage<SendOutcome>> failed) {
        if (!Blobs.mayHave(bytes)) {
            return send.apply(bytes);
        }
        var outcome = new CompletableFuture<SendOutcome>();
        int size = (int) Math.min(most, Blobs.wholeLength(bytes) / KIB + 1);
        threads.execute(() -> {
            room.acquireUninterruptibly(size);
            begin(messageId, bytes, send, failed).whenComplete((ended, fault) -> {
                room.release(size);
                if (fault == null) {
                    outcome.complete(ended);
                } else {
                    outcome.completeExceptionally(fault);
                }
            });
        });
        return outcome;
    }

    private CompletionStage<SendOutcome> begin(
            UUID messageId,
            byte[] bytes,
            Function<byte[], CompletionStage<SendOutcome>> send,
            Supplier<CompletionStage<SendOutcome>> failed) {
        byte[] all;
        try {
            all = whole.of(messageId, bytes);
        } catch (RuntimeException unread) {
            return failed.get();
        }
        return send.apply(all);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
