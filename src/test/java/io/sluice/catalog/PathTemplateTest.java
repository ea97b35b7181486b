package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @Test
    void putsValuesIntoTheirPlaces() {
        PathTemplate template = new PathTemplate("/items/{item}?site={site}&unit={unit}");

        assertThat(template.names()).containsExactly("item", "site", "unit");
        assertThat(template.fill(Map.of("item", "IT 1/2", "unit", "a&b")::get))
                .contains("/items/IT%201%2F2?unit=a%26b");
        assertThat(template.fill(Map.of("site", "A")::get)).isEmpty();
    }

    @Property
    void noValueLeavesItsSegment(@ForAll String value) {
        new PathTemplate("/items/{item}")
                .fill(name -> value)
                .ifPresent(path -> assertThat(path.substring("/items/".length()))
                        .matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})+")
                        .doesNotMatch("\\.+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "items", "/a//b", "/a/../b", "/a/.", "/{A}", "/a?b=c", "/a?b={c", "http://x/{y}", "/a#b"})
    void whatIsNoPathIsRefused(String text) {
        assertThatThrownBy(() -> new PathTemplate(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
