package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogHolderTest {

    @Test
    void tellsOfASnapshotWhenItIsInForce() {
        var holder = new CatalogHolder(Catalog.EMPTY);
        var seen = new ArrayList<Boolean>();
        holder.onReplace(next -> seen.add(holder.current() == next));
        var next = new Catalog("test", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of());

        holder.replace(next);

        assertThat(holder.current()).isSameAs(next);
        assertThat(seen).containsExactly(true);
    }
}
