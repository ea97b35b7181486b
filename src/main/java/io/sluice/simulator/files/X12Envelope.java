package io.sluice.simulator.files;

/** The envelope of an interchange with one group. */
final class X12Envelope {

    private X12Envelope() {}

    static String begin(String sender, String receiver, String functional, String version, long control) {
        return "ISA*00*          *00*          *ZZ*" + padded(sender) + "*ZZ*" + padded(receiver)
                + "*260101*0600*^*00501*"
                + String.format("%09d", control) + "*0*T*:~\nGS*" + functional + "*" + sender + "*" + receiver
                + "*20260101*0600*" + control + "*X*" + version + "~\n";
    }

    static String end(long sets, long control) {
        return "GE*" + sets + "*" + control + "~\nIEA*1*" + String.format("%09d", control) + "~\n";
    }

    private static String padded(String id) {
        return id + " ".repeat(15 - id.length());
    }
}
