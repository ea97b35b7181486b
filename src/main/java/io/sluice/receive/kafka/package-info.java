/**
 * Kafka: records of the topics of each {@link io.sluice.catalog.KafkaListener}, plain or as CloudEvents, also from the
 * canonical topics of another deployment. In: records, by a plain consumer (decision 0030) of the group {@code
 * sluice-<listener>}, committed ones only. Out: nothing; a record is acknowledged by the position of its partition,
 * which moves in the ledger in the transaction of the message. Offsets that Kafka itself keeps mean nothing here.
 *
 * <p>On failure: a record that cannot be read is kept as REJECTED and its partition goes on. While the ledger is away
 * the partitions are paused, and read again from where the ledger has them. A reader that was replaced by another node
 * stores nothing: the ledger knows that its position is not the right one. What a topic has deleted unread is recorded
 * with its range, and health says so.
 */
package io.sluice.receive.kafka;
