package io.sluice.map;

/** Compiles mappings. */
public final class Mappings {

    private static final String NORMALISE = ".normalise.yaml";
    private static final String EDIT = ".edit.yaml";

    private Mappings() {}

    /** As {@link #compile(String, String, CodeTables, MapOptions)}, to JSON. */
    public static Mapping compile(String name, String source, CodeTables tables) {
        return compile(name, source, tables, MapOptions.JSON);
    }

    /**
     * @param name the file name: {@code *.edit.yaml} is an edit list for HL7 v2, {@code *.normalise.yaml} a list of
     *     rules, anything else JSONata
     * @param source the content of the file
     * @param tables what {@code $code} finds
     * @throws MapException {@link MapProblem#SYNTAX}, {@link MapProblem#FUNCTION_REFUSED} or
     *     {@link MapProblem#EDIT_INVALID}, with line and column
     */
    public static Mapping compile(String name, String source, CodeTables tables, MapOptions options) {
        if (name.endsWith(NORMALISE)) {
            return NormaliseMapping.compile(name, source, tables, options);
        }
        return name.endsWith(EDIT)
                ? EditMapping.compile(name, source, tables, options.limits())
                : new JsonataMapping(new Expression(name, source, 0, tables, options.limits()), options);
    }
}
