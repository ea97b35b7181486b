package io.sluice.conformance;

import java.time.Duration;

/**
 * Somebody who sends over one transport as its real senders do. Thread-safe.
 *
 * <ol>
 *   <li>What is refused, or not answered over MLLP and HTTP, is the sender's again.
 *   <li>A file, a record and a JMS message lie where they were put until they are taken: nobody sends them again.
 * </ol>
 */
interface Sender extends AutoCloseable {

    /** Sends it and waits for the answer, {@link Answer.None} when none comes in this time. */
    Answer send(Parcel parcel, Duration patience);

    /** Goes on with what was not taken: sends it again, or only waits where it still lies. */
    Answer goOn(Parcel parcel, Duration patience);

    @Override
    void close() throws Exception;
}
