package io.sluice.conformance;

/** A control over a transport. */
record Cell(String control, Transport transport) {

    @Override
    public String toString() {
        return control + " over " + transport.word();
    }
}
