package io.sluice.receive.mllp;

import io.sluice.receive.Taken;
import io.sluice.receive.Throttle;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sender of a connection may send one more message now. One that sends more than it may is acknowledged later,
 * and not read from meanwhile. Used on the connection's event loop alone.
 */
final class SenderTurn {

    private final MllpDoor door;
    private boolean waits;
    private boolean heldUp;
    private Throttle.@Nullable Pass pass;

    SenderTurn(MllpDoor door) {
        this.door = door;
    }

    /** @param later told when to ask again, if not now; {@link #come} goes before */
    boolean mayTake(Consumer<Duration> later) {
        if (waits) {
            return false;
        }
        Throttle throttle = door.intake().throttle();
        String system = door.listener().system();
        return switch (heldUp ? throttle.askAgain(system) : throttle.ask(system)) {
            case Throttle.Now now -> {
                heldUp = false;
                pass = now.pass();
                yield true;
            }
            case Throttle.Later not -> {
                heldUp = true;
                waits = true;
                later.accept(not.after());
                yield false;
            }
        };
    }

    /** The time to ask again. */
    void come() {
        waits = false;
    }

    boolean waits() {
        return waits;
    }

    /** The message that was taken by this turn holds it until its verdict. */
    Taken underWay(Taken taken) {
        Throttle.Pass mine = pass;
        pass = null;
        if (mine != null) {
            taken.verdict().thenRun(mine::end);
        }
        return taken;
    }
}
