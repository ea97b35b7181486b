package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;

/** What one sender writes, and how it knows that it was accepted. */
interface Wire {

    int port();

    /** @param sender its name, no other has it @param number from 0 on */
    byte[] request(String sender, int number);

    /** Reads the whole answer; true when the message was accepted. */
    boolean accepted(InputStream in) throws IOException;
}
