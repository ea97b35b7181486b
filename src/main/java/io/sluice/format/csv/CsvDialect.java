package io.sluice.format.csv;

import io.sluice.format.records.Declared;
import io.sluice.format.records.RecordText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a kind of CSV is written.
 *
 * @param delimiter one ASCII character
 * @param quote one ASCII character, doubled inside a quoted value; 0 when this dialect has none
 * @param charset one in which delimiter, quote and line ends are always these bytes
 */
public record CsvDialect(char delimiter, char quote, Charset charset) {

    /** RFC 4180 in UTF-8. */
    public static final CsvDialect RFC_4180 = new CsvDialect(',', '"', StandardCharsets.UTF_8);

    /** @throws io.sluice.message.ProblemException {@link io.sluice.format.FormatProblem#LAYOUT_INVALID} with the key */
    static CsvDialect of(Declared records) {
        char delimiter = records.character("delimiter", ',');
        char quote = records.character("quote", '"');
        if (delimiter == 0 || delimiter == ' ' || delimiter == quote) {
            throw records.invalidAt("delimiter");
        }
        return new CsvDialect(delimiter, quote, RecordText.charset(records.text("encoding", "UTF-8")));
    }
}
