package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** What a schema cannot say about hours: that days and zones exist, that times differ, that it is ever open. */
final class HoursChecks {

    private final YamlDocument document;
    private final String holder;
    private final List<FileProblem> problems;

    private HoursChecks(YamlDocument document, String holder, List<FileProblem> problems) {
        this.document = document;
        this.holder = holder;
        this.problems = problems;
    }

    /** @param holder pointer to the hours, which may be missing */
    static void check(YamlDocument document, String holder, JsonNode hours, List<FileProblem> problems) {
        if (!hours.isMissingNode()) {
            new HoursChecks(document, holder, problems).check(hours);
        }
    }

    private void check(JsonNode hours) {
        int before = problems.size();
        windows(holder, hours);
        windows(holder + "/open", hours.path("open"));
        windows(holder + "/blackout", hours.path("blackout"));
        try {
            ZoneId.of(hours.path("zone").asText("UTC"));
        } catch (DateTimeException e) {
            invalid(holder + "/zone", "a time zone that exists, such as Europe/Berlin");
        }
        if (problems.size() == before && !HoursMapper.map(hours, ZoneOffset.UTC).opensInAWeek()) {
            invalid(holder, "open at some time of the week; its blackouts cover all of it");
        }
    }

    private void windows(String pointer, JsonNode list) {
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            var text = list.get(i).textValue();
            if (!HoursMapper.dated(text)) {
                var window = HoursMapper.window(text);
                if (window.from().equals(window.until()) && !text.endsWith("00:00-24:00")) {
                    invalid(pointer + "/" + i, "from one time to another; write 00:00-24:00 for a whole day");
                }
            } else {
                dated(pointer + "/" + i, text);
            }
        }
    }

    private void dated(String pointer, String text) {
        try {
            var blackout = HoursMapper.blackout(text);
            if (!blackout.from().isBefore(blackout.until())) {
                invalid(pointer, "from earlier to later");
            }
        } catch (DateTimeException e) {
            invalid(pointer, "days that exist");
        }
    }

    private void invalid(String pointer, String expected) {
        var detail = "'" + Pointer.readable(pointer) + "' must be " + expected;
        problems.add(document.problem(pointer, CatalogProblem.VALUE_INVALID, detail));
    }
}
