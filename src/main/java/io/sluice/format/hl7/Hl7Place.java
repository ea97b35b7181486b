package io.sluice.format.hl7;

import io.sluice.format.Content;
import io.sluice.format.FormatProblem;
import io.sluice.format.Place;
import io.sluice.message.ProblemException;
import java.util.Optional;

/** A place of HL7 v2 messages. */
public record Hl7Place(Hl7Path at) implements Place {

    /**
     * @throws ProblemException {@link FormatProblem#PATH_INVALID}, also for a path that does not begin with a segment
     */
    public static Hl7Place of(String path) {
        Hl7Path at = Hl7Path.of(path);
        if (at.relative()) {
            throw new ProblemException(FormatProblem.PATH_INVALID, "a path begins with a segment, for example PID-3");
        }
        return new Hl7Place(at);
    }

    @Override
    public String path() {
        return at.toString();
    }

    @Override
    public Optional<String> in(Content content) {
        return ((Hl7Message) content).lookup(at).text();
    }
}
