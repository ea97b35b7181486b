package io.sluice.receive.mllp;

/**
 * One connection's share of the {@link ByteBudget}: what its unfinished frame holds, and what its messages hold until
 * they are answered. Used by the connection's event loop only.
 */
final class ConnectionBudget {

    private final ByteBudget budget;
    private final Runnable roomAgain;
    private long messages;
    private int unfinished;
    private boolean overdraft;
    private boolean waiting;

    /** @param roomAgain called by any thread, once for each time that {@link #mayRead()} said no for want of room */
    ConnectionBudget(ByteBudget budget, Runnable roomAgain) {
        this.budget = budget;
        this.roomAgain = roomAgain;
    }

    /** What was unfinished is a whole message now, with so many bytes, and held until it is answered. */
    void whole(int bytes) {
        // In one step: were the unfinished bytes released first, somebody would be woken by room that is not there.
        int more = bytes - unfinished;
        messages += bytes;
        unfinished = 0;
        if (more >= 0) {
            budget.add(more);
        } else {
            budget.release(-more);
        }
    }

    /** Messages are answered or dropped. */
    void released(long bytes) {
        if (bytes > 0) {
            messages -= bytes;
            budget.release(bytes);
            settle();
        }
    }

    /** So much of the frame that has begun is held now. */
    void unfinished(int bytes) {
        int more = bytes - unfinished;
        unfinished = bytes;
        if (more > 0) {
            budget.add(more);
        } else if (more < 0) {
            budget.release(-more);
            settle();
        }
    }

    boolean mayRead() {
        if (!budget.exceeded() || overdraft && unfinished > 0) {
            return true;
        }
        if (!overdraft && unfinished > 0 && budget.takeOverdraft()) {
            overdraft = true;
            return true;
        }
        if (!waiting) {
            waiting = true;
            budget.whenRoom(roomAgain);
        }
        return false;
    }

    /** The call that {@link #mayRead()} promised has come. */
    void woken() {
        waiting = false;
    }

    boolean waiting() {
        return waiting;
    }

    /**
     * The overdraft goes to the next one only when its bytes are gone, or each in turn would add a message to memory.
     */
    private void settle() {
        if (overdraft && unfinished == 0 && messages == 0) {
            overdraft = false;
            budget.returnOverdraft();
        }
    }
}
