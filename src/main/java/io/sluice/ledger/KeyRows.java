package io.sluice.ledger;

import java.util.List;
import java.util.UUID;

/** Keys by which messages are found. */
final class KeyRows {

    record Key(UUID hash, UUID messageId) {}

    private static final String INSERT = """
            insert into message_key_{day} (day, hash, message_id)
            select {date}, u.hash, u.message_id from unnest(?, ?) u(hash, message_id)
            on conflict do nothing""";

    private KeyRows() {}

    static void insert(Script script, Day day, List<Key> keys) {
        if (!keys.isEmpty()) {
            Columns<Key> columns = Columns.of(keys);
            script.run(day.sql(INSERT), columns.ids(Key::hash), columns.ids(Key::messageId));
        }
    }
}
