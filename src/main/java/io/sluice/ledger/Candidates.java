package io.sluice.ledger;

import io.sluice.message.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a search gets its ids from: of the indexes that could answer, the one that leaves the least to be filtered.
 * Every statement walks an index backwards from the cursor and stops at its limit.
 */
final class Candidates {

    /** Name under which the ledger keeps the hash of control ids. */
    static final String CONTROL_ID = "controlId";

    private enum By {
        KEY,
        OPEN,
        REFUSED,
        TYPE,
        INTEGRATION,
        TIME
    }

    private final SearchCriteria criteria;
    private final Optional<UUID> hash;
    private final By by;

    Candidates(SearchCriteria criteria, Keyring keyring) {
        this.criteria = criteria;
        this.hash = criteria.key()
                .map(key -> keyring.hash(key.name(), key.value()))
                .or(() -> criteria.controlId().map(id -> keyring.hash(CONTROL_ID, id)));
        this.by = hash.isPresent() ? By.KEY : byState().orElseGet(this::byTypeOrIntegration);
    }

    private Optional<By> byState() {
        return criteria.state().flatMap(state -> switch (state) {
            case RECEIVED, ROUTED, HELD, DEAD, IN_DOUBT -> Optional.of(By.OPEN);
            case REJECTED, DUPLICATE -> Optional.of(By.REFUSED);
            case COMPLETED, FILTERED -> Optional.empty();
        });
    }

    private By byTypeOrIntegration() {
        if (criteria.type().isPresent()) {
            return By.TYPE;
        }
        return criteria.integrations().isEmpty() ? By.TIME : By.INTEGRATION;
    }

    /** True when every candidate is a hit: the index has answered all that was asked. */
    boolean exact() {
        boolean oneKey = criteria.key().isEmpty() || criteria.controlId().isEmpty();
        return criteria.system().isEmpty()
                && criteria.state().isEmpty()
                && (by == By.KEY ? oneKey : hash.isEmpty())
                && (by == By.TYPE || criteria.type().isEmpty())
                && (by == By.INTEGRATION || criteria.integrations().isEmpty());
    }

    /** Ids of the window from {@code before} (not included) down to {@code least}, newest first. */
    Query ids(Connection connection, DayWindows.Window window, UUID before, UUID least, int limit) throws SQLException {
        Object[] range = {window.first(), window.last(), before, least};
        return switch (by) {
            case KEY ->
                Query.of("select message_id as id from message_key where hash = ?", hash.orElseThrow())
                        .add("and day between ? and ? and message_id < ? and message_id >= ?", range)
                        .add("order by message_id desc limit ?", limit);
            case OPEN ->
                Query.of("select distinct message_id as id from (" + open() + ") o")
                        .add("where day between ? and ? and message_id < ? and message_id >= ?", range)
                        .add("order by message_id desc limit ?", limit);
            case REFUSED ->
                Query.of("select id from message where outcome = ?", state().name())
                        .add("and outcome <> 'ACCEPTED' and day between ? and ? and id < ? and id >= ?", range)
                        .add("order by id desc limit ?", limit);
            case TYPE ->
                Query.of("select x.id from unnest(?) t(name), lateral (", (Object) wantedTypes(connection, window))
                        .add("select id from message where type = t.name")
                        .add("and day between ? and ? and id < ? and id >= ?", range)
                        .add("order by id desc limit ?) x order by 1 desc limit ?", limit, limit);
            case INTEGRATION ->
                Query.of("select distinct x.id from unnest(?) i(name), lateral (", (Object) integrations())
                        .add("select distinct message_id as id from run where integration = i.name")
                        .add("and day between ? and ? and message_id < ? and message_id >= ?", range)
                        .add("order by message_id desc limit ?) x order by 1 desc limit ?", limit, limit);
            case TIME ->
                Query.of("select id from message where day between ? and ? and id < ? and id >= ?", range)
                        .add("order by id desc limit ?", limit);
        };
    }

    private RunState state() {
        return criteria.state().orElseThrow();
    }

    /** The small tables of what is still to do or waits for a person; whether the state is met is seen at the run. */
    private String open() {
        return switch (state()) {
            case RECEIVED -> "select day, message_id from work where kind = 'R'";
            case ROUTED ->
                "select day, message_id from work where kind = 'D' union all select day, message_id from outbox";
            case HELD ->
                "select day, message_id from work where state = 'HELD'"
                        + " union all select day, message_id from dead_letter where state = 'HELD'";
            default -> "select day, message_id from dead_letter where kind <> 'C'";
        };
    }

    private String[] wantedTypes(Connection connection, DayWindows.Window window) throws SQLException {
        String type = criteria.type().orElseThrow();
        if (!type.endsWith("*")) {
            return new String[] {type};
        }
        String prefix = type.substring(0, type.length() - 1);
        return types(connection, window).stream()
                .filter(name -> name.startsWith(prefix))
                .toArray(String[]::new);
    }

    private String[] integrations() {
        return criteria.integrations().toArray(String[]::new);
    }

    /** The types there are, by jumping in the index from one to the next instead of reading all rows. */
    private static List<String> types(Connection connection, DayWindows.Window window) throws SQLException {
        String least = "select min(type) from message where day between ? and ?";
        return Query.of("with recursive t(name) as ((" + least + ")", window.first(), window.last())
                .add("union all select (" + least + " and type > t.name)", window.first(), window.last())
                .add("from t where t.name is not null) select name from t where name is not null")
                .list(connection, row -> row.getString(1));
    }
}
