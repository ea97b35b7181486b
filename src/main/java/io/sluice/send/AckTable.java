package io.sluice.send;

import io.sluice.catalog.MllpEndpoint.Answer;
import io.sluice.format.hl7.AckReader;
import io.sluice.message.ProblemException;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import java.util.Map;
import java.util.Optional;

/** What an acknowledgement says about the message that was sent (HL7 v2.5.1 section 2.9), by the endpoint's table. */
final class AckTable {

    private final Map<String, Answer> answers;

    /** @param answers for each code of HL7 table 0008 */
    AckTable(Map<String, Answer> answers) {
        this.answers = answers;
    }

    /** An acknowledgement of another message says nothing about this one. */
    SendOutcome judge(byte[] bytes, String controlIdSent) {
        AckReader.Reply reply;
        try {
            reply = AckReader.read(bytes);
        } catch (ProblemException notAnAcknowledgement) {
            return new Unanswered(SendProblem.REPLY_UNREADABLE, null);
        }
        if (!reply.controlId().equals(controlIdSent)) {
            return new Unanswered(SendProblem.REPLY_MISMATCH, null);
        }
        String code = reply.code().name();
        return switch (answers.get(code)) {
            case DONE -> new Accepted(code, bytes);
            case RETRY -> new TryAgain(SendProblem.RECEIVER_ERROR, code, bytes, Optional.empty());
            case DEAD -> new Refused(SendProblem.RECEIVER_REJECTED, code, bytes);
        };
    }
}
