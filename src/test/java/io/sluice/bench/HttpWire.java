package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Appointments by {@code POST} over a connection that stays open; each has its own number. */
record HttpWire(int port) implements Wire {

    private static final String BODY = """
            {"id": "%s", "status": "booked", "start": "2026-12-01T09:00:00-05:00", "end": "2026-12-01T09:30:00-05:00",\
             "reason": {"system": "http://snomed.info/sct", "code": "185349003", "display": "Check up"},\
             "patient": {"mrn": "%s", "name": "EVERYWOMAN EVE"}, "clinician": {"id": "12345", "name": "MORGAN REX"},\
             "location": "Clinic 4", "note": "Fasting"}""";

    @Override
    public byte[] request(String sender, int number) {
        String body = BODY.formatted(sender + "-" + number, "B" + number % 500);
        String head =
                "POST /appointments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: "
                        + sender + "-" + number + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean accepted(InputStream in) throws IOException {
        String status = line(in);
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
        return status.startsWith("HTTP/1.1 202");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed before the answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
