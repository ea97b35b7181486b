package io.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Floor of X12 835 to events: Camel's file and Kafka components around StAEDI, each claim with its segments as JSON,
 * 500 at a time. No check of the set, no mapping to a model, no balance, no answer. Arguments: folder, bootstrap
 * servers, topic.
 */
public final class ClaimsFloor {

    private static final int CLAIMS = 500;

    private ClaimsFloor() {}

    public static void main(String[] arguments) throws Exception {
        Floor.run(
                "file:" + arguments[0] + "?includeExt=835&delay=200&initialDelay=0",
                route -> route.split()
                        .exchange(exchange -> new Claims(exchange.getMessage().getBody(InputStream.class)))
                        .streaming()
                        .to("kafka:" + arguments[2] + "?brokers=" + arguments[1]));
    }

    /** Lists of at most {@link #CLAIMS} claims as JSON. */
    private static final class Claims implements Iterator<List<String>> {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final EDIStreamReader reader;
        private Map<String, List<Map<String, String>>> claim;
        private Map<String, String> segment = Map.of();
        private String tag = "";
        private List<String> ready;

        Claims(InputStream in) {
            reader = EDIInputFactory.newFactory().createEDIStreamReader(in);
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
                while (claims.size() < CLAIMS && reader.hasNext()) {
                    switch (reader.next()) {
                        case START_SEGMENT -> start(claims);
                        case ELEMENT_DATA ->
                            segment.put(
                                    reader.getReferenceCode() == null
                                            ? tag + "-" + segment.size()
                                            : reader.getReferenceCode() + "-" + segment.size(),
                                    reader.getText());
                        default -> {}
                    }
                }
            } catch (EDIStreamException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return claims;
        }

        private void start(List<String> claims) throws IOException {
            tag = reader.getText();
            segment = new LinkedHashMap<>();
            boolean ends = tag.equals("CLP") || tag.equals("SE");
            if (ends && claim != null) {
                claims.add(JSON.writeValueAsString(claim));
                claim = null;
            }
            if (tag.equals("CLP")) {
                claim = new LinkedHashMap<>();
            }
            if (claim != null) {
                claim.computeIfAbsent(tag, t -> new ArrayList<>()).add(segment);
            }
        }
    }
}
