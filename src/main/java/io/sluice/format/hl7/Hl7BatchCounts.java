package io.sluice.format.hl7;

import io.sluice.format.FormatProblem;
import io.sluice.format.records.ByteWindow;
import io.sluice.format.records.ControlVerdict;
import io.sluice.format.records.Decimals;
import io.sluice.format.records.RecordRole;
import io.sluice.message.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of a batch file (HL7 v2.5.1 section 2.10.3.1) and the counts that its trailers state.
 *
 * <pre>
 * outside --FHS--> file --BHS--> batch --BTS--> file --FTS--> outside
 * outside --BHS--> batch --BTS--> outside;   messages anywhere; BTS in a file closes a batch without BHS
 * </pre>
 */
final class Hl7BatchCounts {

    private boolean file;
    private boolean batch;
    private long messages;
    private long batches;
    private long number;
    private long files;
    private final List<ControlVerdict> verdicts = new ArrayList<>();

    List<ControlVerdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** @param end behind the segment, which begins the window */
    RecordRole found(String segment, ByteWindow window, int end) {
        return switch (segment) {
            case "FHS" -> {
                demand(!file && !batch, window);
                file = true;
                batches = 0;
                messages = 0;
                yield RecordRole.HEADER;
            }
            case "BHS" -> {
                demand(!batch, window);
                batch = true;
                messages = 0;
                yield RecordRole.HEADER;
            }
            case "BTS" -> {
                demand(batch || file, window);
                batch = false;
                batches++;
                number++;
                state("BTS-1", " of batch " + number, "count of messages", messages, window, end);
                messages = 0;
                yield RecordRole.TRAILER;
            }
            case "FTS" -> {
                demand(file && !batch, window);
                file = false;
                files++;
                // Messages between FHS and FTS with no batch around them are one batch, its segments being optional.
                long found = messages > 0 ? batches + 1 : batches;
                state("FTS-1", files == 1 ? "" : " of file " + files, "count of batches", found, window, end);
                messages = 0;
                yield RecordRole.TRAILER;
            }
            default -> {
                messages++;
                yield RecordRole.DETAIL;
            }
        };
    }

    /** A trailer need not state a count. */
    private void state(String field, String which, String rule, long found, ByteWindow window, int end) {
        String stated = Hl7Message.envelope(window.copy(0, end), Optional.empty())
                .get(field)
                .orElse("");
        if (!stated.isBlank()) {
            verdicts.add(new ControlVerdict(field + which, rule, Decimals.parse(stated), BigDecimal.valueOf(found), 0));
        }
    }

    /** @throws ProblemException {@link FormatProblem#FILE_UNFINISHED} when a batch or file is still open */
    void end() {
        if (batch || file) {
            throw new ProblemException(
                    FormatProblem.FILE_UNFINISHED, batch ? "batch " + (number + 1) + ", BTS" : "FTS");
        }
    }

    private static void demand(boolean holds, ByteWindow window) {
        if (!holds) {
            throw new ProblemException(FormatProblem.HL7_BATCH_INVALID, "byte " + window.offset() + " of the file");
        }
    }
}
