package io.sluice.ledger;

import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How far sources have been read that do not keep it themselves. Blocks for the database. */
public final class Sources {

    private final Database database;

    public Sources(DataSource pool) {
        this.database = new Database(pool);
    }

    /** By part, the position of the next thing to read. */
    public Map<String, Long> positions(String source) {
        return database.read(connection -> {
            Map<String, Long> positions = new TreeMap<>();
            Query.of("select part, position from progress where source = ?", source)
                    .list(connection, row -> positions.put(row.getString(1), row.getLong(2)));
            return positions;
        });
    }

    /** Where reading begins. The first to say so is right: what is there stays. */
    public void begin(String source, Map<String, Long> positions) {
        database.write(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into progress (source, part, position) values (?, ?, ?) on conflict do nothing")) {
                for (var part : positions.entrySet()) {
                    insert.setString(1, source);
                    insert.setString(2, part.getKey());
                    insert.setLong(3, part.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return null;
        });
    }
}
