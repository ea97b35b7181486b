/**
 * The real components that Sluice needs, started from jars on loopback: PostgreSQL, Kafka, an SFTP server and Artemis.
 * {@code make run}, the tests and the benchmark use this same code, so what is tested is what runs.
 *
 * <p>In: a folder, and ports by environment ({@code SLUICE_PG_PORT}, default 5433; {@code SLUICE_KAFKA_PORT}, default
 * 9092; {@code SLUICE_SFTP_PORT}, default 2222; {@code SLUICE_JMS_PORT}, default 61616; 0 takes any free port). Out:
 * servers that answer, their addresses in {@code run/stack.properties} (the engine's own configuration keys), their
 * process ids in {@code run/*.pid}. On failure: one message that names the component, the port or file, and what to do;
 * nothing is left running.
 *
 * <p>{@link io.sluice.stack.LocalStack} is the program; {@link io.sluice.stack.TestStack} is how a test gets one.
 */
package io.sluice.stack;
