package io.sluice.map;

/**
 * A compiled mapping. Immutable; any number of threads may run it.
 *
 * <p>Pure: equal context, mapping and tables give equal bytes.
 */
public sealed interface Mapping permits JsonataMapping, EditMapping, NormaliseMapping {

    /** The file name, for example {@code adt-to-patient.jsonata}. */
    String name();

    /**
     * @throws MapException with a {@link MapProblem} or a problem of a function, and the place in the mapping
     * @throws io.sluice.message.ProblemException when the source cannot be read or the result cannot be written
     */
    MapResult run(MapContext context);
}
