package io.sluice.send;

import io.sluice.catalog.SecretRef;
import io.sluice.message.ProblemException;

/** Reads secrets where the catalogue says that they are, each time anew, so that a renewed one counts at once. */
final class Secrets {

    private Secrets() {}

    /** @throws ProblemException {@link SendProblem#SECRET_MISSING} with the reference, never the value */
    static String read(SecretRef ref) {
        return ref.value().orElseThrow(() -> new ProblemException(SendProblem.SECRET_MISSING, ref.toString()));
    }
}
