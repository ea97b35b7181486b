package io.sluice.bench;

import io.sluice.format.json.Json;
import io.sluice.format.records.FileRecord;
import io.sluice.format.records.RecordReader;
import io.sluice.format.records.RecordRole;
import io.sluice.format.x12.X12Layout;
import io.sluice.map.CodeTable;
import io.sluice.map.CodeTables;
import io.sluice.map.MapContext;
import io.sluice.map.MapSource;
import io.sluice.map.Mapping;
import io.sluice.map.Mappings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Floor of X12 835 to events: Camel's file and Kafka components around the engine's own reader of claims and the
 * shipped mapping, whose functions no library has, 500 at a time. No check of the set against its guide, no balance, no
 * contract, no duplicates, no answer. Arguments: folder, bootstrap servers, topic.
 */
public final class ClaimsFloor {

    private static final int CLAIMS = 500;
    private static final Path ROUTE = Path.of("src/main/resources/routes/payer-remittances");

    private ClaimsFloor() {}

    public static void main(String[] arguments) throws Exception {
        Mapping mapping = mapping();
        Floor.run(
                "file:" + arguments[0] + "?includeExt=835&delay=200&initialDelay=0",
                route -> route.split()
                        .exchange(exchange -> new Claims(exchange.getMessage().getBody(InputStream.class), mapping))
                        .streaming()
                        .to("kafka:" + arguments[2] + "?brokers=" + arguments[1]));
    }

    private static Mapping mapping() throws IOException {
        Map<String, CodeTable> tables = new HashMap<>();
        for (String name : List.of("claim-status", "payment-method", "procedure-system")) {
            tables.put(name, CodeTable.read(name, Files.readAllBytes(ROUTE.resolve("tables/" + name + ".csv"))));
        }
        String file = "x12-to-remittances.jsonata";
        return Mappings.compile(file, Files.readString(ROUTE.resolve(file)), new CodeTables(tables));
    }

    /** Lists of at most {@link #CLAIMS} claims, mapped, as JSON. */
    private static final class Claims implements Iterator<List<String>> {

        private final RecordReader reader;
        private final Mapping mapping;
        private List<String> ready;

        Claims(InputStream in, Mapping mapping) {
            this.reader = X12Layout.CLAIMS.read(in);
            this.mapping = mapping;
        }

        @Override
        public boolean hasNext() {
            if (ready == null) {
                ready = read();
            }
            return !ready.isEmpty();
        }

        @Override
        public List<String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<String> now = ready;
            ready = null;
            return now;
        }

        private List<String> read() {
            List<String> claims = new ArrayList<>(CLAIMS);
            try {
                while (claims.size() < CLAIMS) {
                    Optional<FileRecord> record = reader.next();
                    if (record.isEmpty()) {
                        break;
                    }
                    if (record.get().role() == RecordRole.DETAIL) {
                        map(record.get())
                                .forEach(one -> claims.add(new String(Json.write(one), StandardCharsets.UTF_8)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return claims;
        }

        private List<?> map(FileRecord claim) {
            MapSource source = MapSource.of(claim.content());
            return (List<?>) mapping.run(new MapContext(source, Instant.now(), ZoneOffset.UTC))
                    .tree();
        }
    }
}
