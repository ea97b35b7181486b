package io.sluice.format.x12;

import io.xlate.edi.schema.EDIComplexType;
import io.xlate.edi.schema.EDIReference;
import io.xlate.edi.schema.EDIType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loops of a transaction set, taken from its schema: which segment begins which loop, and which belong to it.
 *
 * @param code of the loop, {@code 2300}; empty for the set itself
 * @param segments besides the one that begins it; not looked at for a set without schema
 * @param loops by the segment that begins them
 */
record X12Grammar(String code, Set<String> segments, Map<String, X12Grammar> loops) {

    private static final X12Grammar LEVEL = new X12Grammar("HL", Set.of(), Map.of());

    /** Without a schema only levels can be told apart. */
    private static final X12Grammar GENERIC = new X12Grammar("", Set.of(), Map.of("HL", LEVEL));

    private static final Map<String, X12Grammar> READ = new ConcurrentHashMap<>();

    /** @param type {@code 837} */
    static X12Grammar of(String type) {
        return X12Schemas.TYPES.contains(type) ? READ.computeIfAbsent(type, X12Grammar::read) : GENERIC;
    }

    private static X12Grammar read(String type) {
        EDIComplexType set = X12Schemas.of(type).orElseThrow().getStandard();
        X12Grammar read = loop("", set, "");
        read.segments.add("SE");
        return read;
    }

    private static X12Grammar loop(String code, EDIComplexType type, String first) {
        Set<String> segments = new HashSet<>();
        Map<String, X12Grammar> loops = new HashMap<>();
        for (EDIReference reference : type.getReferences()) {
            EDIType referenced = reference.getReferencedType();
            if (referenced.isType(EDIType.Type.LOOP)) {
                EDIComplexType loop = (EDIComplexType) referenced;
                String begin =
                        loop.getReferences().getFirst().getReferencedType().getId();
                loops.put(begin, loop(loop.getCode().replaceFirst("^L", ""), loop, begin));
            } else if (!referenced.getId().equals(first)) {
                segments.add(referenced.getId());
            }
        }
        return new X12Grammar(code, segments, loops);
    }
}
