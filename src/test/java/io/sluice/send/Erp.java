package io.sluice.send;

import io.sluice.simulator.ErpSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The simulated ERP with bodies {@code {"lane": n, "number": n}}. */
final class Erp implements AutoCloseable {

    private final ErpSimulator simulator;
    private final SimulatorDoor door;

    Erp(int port, Path journal) throws IOException {
        simulator = new ErpSimulator(port, journal, InstantSource.system());
        door = new SimulatorDoor(simulator.port(), "/applied", "/lane", "/number");
    }

    int port() {
        return simulator.port();
    }

    void script(String rules) {
        door.script(rules);
    }

    List<SimulatorDoor.Applied> applied() {
        return door.applied();
    }

    @Override
    public void close() throws IOException {
        simulator.close();
    }
}
