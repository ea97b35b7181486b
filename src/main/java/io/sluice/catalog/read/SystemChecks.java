package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.StartFrom;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.catalog.yaml.YamlDocument;
import io.sluice.message.FileProblem;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** What a schema cannot say about a system: that zones exist, that URLs parse, that hours open. */
final class SystemChecks {

    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$|/)|(?=$|/))){4}(/(3[0-2]|[12]?[0-9]))?");
    private static final Pattern IPV6 =
            Pattern.compile("(?=[^/]*:[^/]*:)[0-9A-Fa-f:]{2,39}(/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))?");

    private final YamlDocument document;
    private final List<FileProblem> problems;

    private SystemChecks(YamlDocument document, List<FileProblem> problems) {
        this.document = document;
        this.problems = problems;
    }

    static void check(YamlDocument document, List<FileProblem> problems) {
        new SystemChecks(document, problems).system();
    }

    private void system() {
        var root = document.root();
        zone("", root);
        HoursChecks.check(document, "/limits/hours", root.path("limits").path("hours"), problems);
        var addresses = root.path("identity").path("addresses");
        for (int i = 0; i < addresses.size(); i++) {
            var address = addresses.get(i).textValue();
            if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
                invalid("/identity/addresses/" + i, "an IP address or a CIDR block such as 10.1.0.0/16");
            }
        }
        root.path("listeners").properties().forEach(e -> {
            var pointer = Pointer.below("/listeners", e.getKey());
            zone(pointer, e.getValue());
            proofs(pointer, e.getValue());
            sftp(pointer, e.getValue());
            startFrom(pointer, e.getValue());
        });
        root.path("endpoints").properties().forEach(e -> {
            var pointer = Pointer.below("/endpoints", e.getKey());
            url(pointer, e.getValue(), "url");
            url(pointer, e.getValue(), "statusUrl");
            HoursChecks.check(document, pointer + "/limits/hours", e.getValue().at("/limits/hours"), problems);
            sftp(pointer, e.getValue());
            zone(pointer + "/batch", e.getValue().path("batch"));
            BatchChecks.check(document, pointer, e.getValue(), problems);
        });
    }

    /** A proof that nobody could give, or that everybody gives, is a mistake. */
    private void proofs(String holder, JsonNode listener) {
        var proofs = Values.texts(listener.path("authenticate"));
        if (proofs.contains("address") && root("addresses").isEmpty()) {
            invalid(holder + "/authenticate", "without address, or with addresses in identity: any address would do");
        }
        if (proofs.contains("certificate") && !listener.path("tls").has("trustStore")) {
            invalid(
                    holder + "/authenticate",
                    "without certificate, or with tls.trustStore: no certificate is asked for");
        }
    }

    private JsonNode root(String identity) {
        return document.root().path("identity").path(identity);
    }

    private void zone(String holder, JsonNode node) {
        try {
            ZoneId.of(node.path("zone").asText("UTC"));
        } catch (DateTimeException e) {
            invalid(holder + "/zone", "a time zone that exists, such as Europe/Berlin");
        }
    }

    private void startFrom(String holder, JsonNode node) {
        try {
            StartFrom.of(node.path("startFrom").asText("now"));
        } catch (DateTimeException e) {
            invalid(holder + "/startFrom", "now, earliest, or a time that exists such as 2026-11-01T00:00:00Z");
        }
    }

    private void url(String holder, JsonNode node, String key) {
        try {
            URI.create(node.path(key).asText("").replace("{key}", "key"));
        } catch (IllegalArgumentException e) {
            invalid(holder + "/" + key, "a URL without spaces and other characters that need escaping");
        }
    }

    /** Complete only under its environment, so that no schema of one file can ask for all of it. */
    private void sftp(String holder, JsonNode node) {
        var sftp = node.path("sftp");
        if (sftp.isMissingNode()) {
            return;
        }
        for (String key : new String[] {"host", "account", "hostKey"}) {
            if (!sftp.has(key)) {
                problems.add(document.problem(holder + "/sftp", CatalogProblem.KEY_MISSING, "'" + key + "'"));
            }
        }
        if (sftp.has("password") == sftp.has("privateKey")) {
            problems.add(document.problem(
                    holder + "/sftp", CatalogProblem.KEY_MISSING, "one of 'password' and 'privateKey'"));
        }
    }

    private void invalid(String pointer, String expected) {
        var detail = "'" + Pointer.readable(pointer) + "' must be " + expected;
        problems.add(document.problem(pointer, CatalogProblem.VALUE_INVALID, detail));
    }
}
