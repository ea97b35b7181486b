package io.sluice.receive.mllp;

import io.sluice.format.hl7.AckCode;
import io.sluice.format.hl7.Hl7Header;
import java.util.Optional;

/**
 * Which acknowledgement a sender has asked for (HL7 v2.5.1 section 2.9.2 and table 0155).
 *
 * <ul>
 *   <li>MSH-15 and MSH-16 empty: original mode, AA, AE or AR.
 *   <li>MSH-15 is AL, ER or SU: a commit acknowledgement, CA, CE or CR, always, on failure or on success. The
 *       application acknowledgement of MSH-16 is the receiving application's, not ours: storing says nothing about it.
 *   <li>MSH-15 is NE (or empty beside MSH-16): no commit acknowledgement. With AL, ER or SU in MSH-16 this is original
 *       mode, as the standard says; with NE nothing is sent.
 * </ul>
 *
 * An unknown word is taken for AL: an answer too many is ignored, one too few stops a sender.
 */
final class AckRule {

    private AckRule() {}

    /**
     * @param header null when nothing is known: original mode
     * @param code AA, AE or AR
     * @return what to send, empty for nothing
     */
    static Optional<AckCode> apply(Hl7Header header, AckCode code) {
        if (header == null || !header.enhancedMode()) {
            return Optional.of(code);
        }
        String accept = header.acceptAck();
        if (!accept.isEmpty() && !accept.equals("NE")) {
            return asked(accept, code) ? Optional.of(code.commit()) : Optional.empty();
        }
        String application = header.applicationAck();
        return !application.isEmpty() && asked(application, code) ? Optional.of(code) : Optional.empty();
    }

    private static boolean asked(String word, AckCode code) {
        return switch (word) {
            case "NE" -> false;
            case "ER" -> !code.positive();
            case "SU" -> code.positive();
            default -> true;
        };
    }
}
