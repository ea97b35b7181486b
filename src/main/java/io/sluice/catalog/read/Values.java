package io.sluice.catalog.read;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.Breaker;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.FileWrap;
import io.sluice.catalog.Limits;
import io.sluice.catalog.Owner;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Tls;
import io.sluice.catalog.Word;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes that several files share, from JSON that has passed its schema. */
final class Values {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    private Values() {}

    static Optional<String> text(JsonNode map, String key) {
        return Optional.ofNullable(map.path(key).textValue());
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).toList();
    }

    static Map<String, String> textMap(JsonNode map) {
        var texts = new LinkedHashMap<String, String>();
        map.properties().forEach(e -> texts.put(e.getKey(), e.getValue().textValue()));
        return texts;
    }

    /** {@code records} of an integration, as YAML gives it, without what is said about totals. */
    static Map<String, Object> layout(JsonNode map) {
        Map<String, Object> layout = map.isMissingNode() ? new LinkedHashMap<>() : JSON.convertValue(map, TREE);
        layout.remove("check");
        return layout;
    }

    static Optional<FileStore.Sftp> sftp(JsonNode holder) {
        var node = holder.get("sftp");
        return node == null
                ? Optional.empty()
                : Optional.of(new FileStore.Sftp(
                        node.get("host").textValue(),
                        node.get("port").intValue(),
                        node.get("account").textValue(),
                        node.get("hostKey").textValue(),
                        text(node, "password").map(SecretRef::of),
                        text(node, "privateKey").map(SecretRef::of),
                        duration(node.get("timeout"))));
    }

    static FileWrap wrap(JsonNode holder, String packing) {
        var pgp = holder.get("pgp");
        return new FileWrap(
                text(holder, packing).map(word -> Word.of(FileWrap.Pack.class, word)),
                pgp == null
                        ? Optional.empty()
                        : Optional.of(new FileWrap.Pgp(
                                SecretRef.of(pgp.get("secretKey").textValue()),
                                text(pgp, "passphrase").map(SecretRef::of),
                                pgp.get("partners").textValue(),
                                pgp.get("signed").booleanValue(),
                                pgp.get("armored").booleanValue())));
    }

    /** {@code 500ms}, {@code 30s}, {@code 15m}, {@code 24h}, {@code 30d} or ISO 8601. */
    static Duration duration(JsonNode node) {
        var text = node.textValue();
        if (text.startsWith("P")) {
            return Duration.parse(text);
        }
        int unit = text.endsWith("ms") ? text.length() - 2 : text.length() - 1;
        long amount = Long.parseLong(text.substring(0, unit));
        return switch (text.substring(unit)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Bytes of {@code 512KiB} or {@code 16MiB}. */
    static int size(JsonNode node) {
        var text = node.textValue();
        int amount = Integer.parseInt(text.substring(0, text.length() - 3));
        return Math.multiplyExact(amount, text.endsWith("KiB") ? 1024 : 1024 * 1024);
    }

    static Owner owner(JsonNode node) {
        return new Owner(node.get("team").textValue(), node.get("contact").textValue());
    }

    static Optional<Tls> tls(JsonNode endpoint) {
        var node = endpoint.get("tls");
        return node == null
                ? Optional.empty()
                : Optional.of(new Tls(
                        text(node, "keyStore"),
                        text(node, "keyStorePassword").map(SecretRef::of),
                        text(node, "trustStore")));
    }

    static Optional<Breaker> breaker(JsonNode holder) {
        var node = holder.get("breaker");
        return node == null
                ? Optional.empty()
                : Optional.of(new Breaker(
                        node.get("failures").intValue(), duration(node.get("window")), duration(node.get("openFor"))));
    }

    static Limits limits(JsonNode node, ZoneId zone) {
        return new Limits(
                node.path("rate").doubleValue(),
                node.path("concurrency").intValue(),
                node.has("hours") ? Optional.of(HoursMapper.map(node.get("hours"), zone)) : Optional.empty());
    }
}
