package io.sluice.receive;

import io.sluice.format.Content;
import io.sluice.format.Format;

/** Looks into a message as far as it must be right before anybody can take it. Never throws for what a sender sends. */
interface Inspection {

    Inspected inspect(byte[] bytes);

    /** Of what its transport has parsed already: a record of a file. */
    Inspected judge(Content content, byte[] bytes);

    /** The format that messages should have. */
    Format format();

    /** Text that may be searched by, shown in lists and echoed: of a sane length, without control characters. */
    static boolean usable(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }

    /** MSH-10 has 199 characters in HL7 v2.9. */
    int LONGEST = 199;
}
