package io.sluice.format.x12;

import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** StAEDI's schemas of transaction sets, {@code x12/<type>.xml}, read at first use. */
final class X12Schemas {

    static final Set<String> TYPES =
            Set.of("270", "271", "276", "277", "810", "834", "835", "837", "850", "855", "856", "999");

    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    /**
     * It notes each segment that a set does not use, which is most of them; kept, since loggers are collected
     * otherwise.
     */
    private static final Logger STAEDI = Logger.getLogger("io.xlate.edi.internal.schema.SchemaReaderBase");

    static {
        STAEDI.setLevel(Level.WARNING);
    }

    private X12Schemas() {}

    /** The schema of a type, {@code 837}, whatever the version: its loops are the same in 004010 and 005010. */
    static Optional<Schema> of(String type) {
        return TYPES.contains(type) ? Optional.of(READ.computeIfAbsent(type, X12Schemas::read)) : Optional.empty();
    }

    private static Schema read(String type) {
        URL file = X12Schemas.class.getResource("/x12/" + type + ".xml");
        SchemaFactory factory = SchemaFactory.newFactory();
        factory.setProperty(SchemaFactory.SCHEMA_LOCATION_URL_CONTEXT, file);
        try {
            return factory.createSchema(file);
        } catch (EDISchemaException brokenJar) {
            throw new IllegalStateException("x12/" + type + ".xml", brokenJar);
        }
    }
}
