package io.sluice.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The governed unit: the folder {@code routes/<name>/}. In the {@link Catalog} only those whose references all resolve.
 *
 * @param version semantic version of the integration itself
 * @param criticality number of its tier, 1 to 4
 * @param source system that sends; empty for subscribers
 * @param format of what it works on: {@code hl7v2}, {@code json}, {@code csv}, {@code x12}, {@code xml}
 * @param fields name to path; each becomes {@code ${header.<name>}}
 * @param orderBy names of fields or paths; a message waits for all of them
 * @param duplicates how repetitions are recognised; empty: they are not
 * @param businessKeys names of fields by which people search
 * @param publishes entity to the contract version asked for, {@code "1"}
 * @param target the only system it may send to, when it subscribes
 * @param purpose purpose of use under which it reads (HL7 v3 PurposeOfUse, for example HPAYMT)
 * @param reads entity to the fields that arrive; a field that is not listed does not
 * @param folder {@code routes/<name>}
 * @param routes the Camel files
 * @param mappings by name: {@code *.jsonata} and {@code *.edit.yaml}
 * @param tables by name: code tables of its own ({@code tables/*.csv} in its folder), before the shared ones
 * @param tests {@code tests/*.yaml}
 * @param operations its resources, when it receives by HTTP
 * @param files how it reads files, when it receives them
 */
public record Integration(
        String name,
        String version,
        String description,
        Owner owner,
        int criticality,
        Tier tier,
        Sensitivity sensitivity,
        Latency latency,
        Optional<String> source,
        String format,
        Accepts accepts,
        Map<String, String> fields,
        List<String> orderBy,
        Optional<Duplicates> duplicates,
        List<String> businessKeys,
        Ack ack,
        Map<String, String> publishes,
        Optional<Sla> sla,
        Optional<String> target,
        Optional<String> purpose,
        Map<String, List<String>> reads,
        String folder,
        List<TextFile> routes,
        Map<String, TextFile> mappings,
        Map<String, TextFile> tables,
        List<TextFile> tests,
        Verbs verbs,
        List<HttpOperation> operations,
        FileRules files) {

    public Integration {
        fields = Frozen.map(fields);
        orderBy = List.copyOf(orderBy);
        businessKeys = List.copyOf(businessKeys);
        publishes = Frozen.map(publishes);
        reads = Frozen.map(reads);
        routes = List.copyOf(routes);
        mappings = Frozen.map(mappings);
        tables = Frozen.map(tables);
        tests = List.copyOf(tests);
        operations = List.copyOf(operations);
    }

    /** The same with other tables, for tests that give their own. */
    public Integration withTables(Map<String, TextFile> others) {
        return new Integration(
                name,
                version,
                description,
                owner,
                criticality,
                tier,
                sensitivity,
                latency,
                source,
                format,
                accepts,
                fields,
                orderBy,
                duplicates,
                businessKeys,
                ack,
                publishes,
                sla,
                target,
                purpose,
                reads,
                folder,
                routes,
                mappings,
                others,
                tests,
                verbs,
                operations,
                files);
    }

    public boolean receives(String listener) {
        return verbs.receives().stream().anyMatch(r -> r.listener().equals(listener));
    }

    /** How long those who send to it wait for the answer of its route; empty: they do not. */
    public Optional<Duration> answersWithin() {
        return verbs.receives().stream().flatMap(r -> r.waits().stream()).findFirst();
    }

    /** Whether its runs wait for replies. */
    public boolean calls() {
        return verbs.sends().stream().anyMatch(Verbs.Send::call);
    }

    public boolean subscribesTo(String entity) {
        for (Verbs.Subscribe subscription : verbs.subscribes()) {
            if (subscription.entities().contains(entity)) {
                return true;
            }
        }
        return false;
    }

    public boolean subscribesToMessagesOf(String integration) {
        return verbs.subscribes().stream().anyMatch(s -> s.messagesOf().contains(integration));
    }
}
