package io.sluice.conformance;

/**
 * One control of the engine, a row of the matrix. Its two tests are written once and run over each transport, on a site
 * where other controls were tested before: they use patients and keys of their own, and leave nothing open.
 */
interface Control {

    /** As the row is called. */
    String name();

    /** What the positive test asserts, one sentence. */
    String catches();

    /** What the negative test asserts, one sentence. */
    String spares();

    /** The control does its work. */
    void doesItsWork(Site site) throws Exception;

    /** What must not be caught passes, or what must be refused is refused. */
    void doesNoMore(Site site) throws Exception;
}
