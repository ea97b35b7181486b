package io.sluice.receive.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition has been read by this reader.
 *
 * <pre>
 *   LOST ──(the ledger says where)──► PLACED ──(one was not stored)──► BROKEN ──(nothing under way any more)──► LOST
 * </pre>
 *
 * Records are taken while PLACED. Safe for use by the reader's thread and those of the ledger.
 */
final class PartitionReading {

    enum State {
        LOST,
        PLACED,
        BROKEN
    }

    /**
     * A record on its way.
     *
     * @param from where the ledger will stand before it
     * @param hopeless it could not be stored again and again, while nothing stood before it
     * @param first no reader before this one can have taken it
     */
    record Step(long from, boolean hopeless, boolean first) {}

    private static final int GIVE_UP_AFTER = 3;

    private final TopicPartition partition;
    private final int window;
    /** Polled, and not taken, because the system has no turn. Of the reader's thread alone. */
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    private ConsumerRecord<byte[], byte[]> heldUp;
    private State state = State.LOST;
    private long stands;
    private int underWay;
    private int unstorable;
    private int taken;

    /** @param window how many records a reader has under way at most */
    PartitionReading(TopicPartition partition, int window) {
        this.partition = partition;
        this.window = window;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The part of the source as the ledger knows it. */
    String part() {
        return part(partition);
    }

    static String part(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    /** It goes on at this offset, which the ledger has. */
    synchronized void place(long offset) {
        state = State.PLACED;
        stands = offset;
        taken = 0;
        waiting.clear(); // the place is before them: they are polled again
    }

    /** They come behind those that wait already. */
    void await(List<ConsumerRecord<byte[], byte[]>> records) {
        waiting.addAll(records);
    }

    /** Those that wait for a turn, in their order; whoever takes one removes it. */
    Deque<ConsumerRecord<byte[], byte[]>> waiting() {
        return waiting;
    }

    /** The last one that was told to wait; null before the first. */
    ConsumerRecord<byte[], byte[]> heldUp() {
        return heldUp;
    }

    void heldUp(ConsumerRecord<byte[], byte[]> record) {
        heldUp = record;
    }

    /** Kafka does not have the offset any more. */
    synchronized void lose() {
        if (state == State.PLACED) {
            state = State.BROKEN;
        }
    }

    synchronized boolean placed() {
        return state == State.PLACED;
    }

    /** True when it must find its place, and nothing is under way that could still move it. */
    synchronized boolean lost() {
        if (state == State.BROKEN && underWay == 0) {
            state = State.LOST;
        }
        return state == State.LOST;
    }

    /** A record begins its way. */
    synchronized Step take(long offset) {
        Step step = new Step(stands, taken == 0 && unstorable >= GIVE_UP_AFTER, taken >= window);
        stands = offset + 1;
        taken = Math.min(taken + 1, window);
        underWay++;
        return step;
    }

    /** Taken and not stored yet. */
    synchronized int underWay() {
        return underWay;
    }

    synchronized void stored() {
        underWay--;
        unstorable = 0;
        notifyAll();
    }

    /** @param recordAtFault it was not the ledger that was away: something is wrong with the record */
    synchronized void notStored(boolean recordAtFault) {
        underWay--;
        state = State.BROKEN;
        if (recordAtFault) {
            unstorable++;
        }
        notifyAll();
    }

    /** Waits until nothing is under way, or the time is up. */
    synchronized void drain(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; underWay > 0 && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
