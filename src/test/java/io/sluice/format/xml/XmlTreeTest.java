package io.sluice.format.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.format.Format;
import io.sluice.format.Place;
import io.sluice.format.TreeContent;
import io.sluice.format.json.Json;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTreeTest {

    private static final String ORDER =
            "<o:Order xmlns:o='urn:o' id='7'><Party role='buyer'><Id>B</Id></Party><Party role='seller'><Id>S</Id></Party>"
                    + "<Line number='1'>a &amp; b</Line><Line number='2'>c</Line><!-- x --><Note/> <Void xsi:nil='true'/></o:Order>";

    private static String json(String xml) {
        return new String(Json.write(XmlTree.read(xml.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
    }

    @Test
    void elementsAttributesAndTextsHaveTheirPlaceInTheTree() {
        assertThat(json(ORDER))
                .isEqualTo(
                        "{\"Order\":{\"@id\":\"7\",\"Party\":[{\"@role\":\"buyer\",\"Id\":\"B\"},{\"@role\":\"seller\",\"Id\":\"S\"}],"
                                + "\"Line\":[{\"@number\":\"1\",\"#text\":\"a & b\"},{\"@number\":\"2\",\"#text\":\"c\"}],\"Note\":\"\",\"Void\":null}}");
    }

    @Test
    void theEncodingIsTheOneTheDocumentDeclares() {
        byte[] latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e9</a>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(XmlTree.read(latin)).hasToString("{a=\u00e9}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Order/@id!7", "/Order/@id!7", "/o:Order/Party/Id!B", "Order/Party[2]/Id!S",
                        "Order/Party[@role='seller']/Id!S",
                "Order/Party[Id='S']/@role!seller", "Order/Line!a & b", "Order/Line[@number='2']!c", "Order/Line[3]!",
                        "Order/Void!",
                "Order/Party[Id='X']/@role!", "Order/Line/Id!", "Order!"
            })
    void placesAreFoundAsXPathWouldFindThem(String path, String value) {
        TreeContent content =
                new TreeContent(Format.XML, new byte[0], XmlTree.read(ORDER.getBytes(StandardCharsets.UTF_8)), "");

        assertThat(Format.XML.place(path).in(content)).isEqualTo(Optional.ofNullable(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "a//b", "a[0]", "a[b]", "@a/b", "//a", "a[@b=c]"})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> Format.XML.place(path)).hasMessageStartingWith("format.path-invalid");
    }

    @Test
    void aDigestLeavesAPlaceOut() {
        List<Place> without = List.of(Format.XML.place("Order/Line[@number='2']"), Format.XML.place("Order/@id"));
        byte[] other = ORDER.replace(">c<", ">d<").replace("'7'", "'8'").getBytes(StandardCharsets.UTF_8);

        byte[] digest = Format.XML.parse(other, Optional.empty()).digest(without);

        assertThat(digest)
                .isEqualTo(Format.XML
                        .parse(ORDER.getBytes(StandardCharsets.UTF_8), Optional.empty())
                        .digest(without));
        assertThat(digest)
                .isNotEqualTo(Format.XML.parse(other, Optional.empty()).digest(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>"
            })
    void doctypesAreRefused(String xml) {
        assertThatThrownBy(() -> json(xml)).hasMessageStartingWith("format.xml-dtd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a>&x;</a>",
                "<a b='1' b='2'/>",
                "<a>\u0001</a>",
                "<a b=c/>"
            })
    void whatIsNotWellFormedIsRefused(String xml) {
        assertThatThrownBy(() -> json(xml)).isInstanceOf(ProblemException.class).hasMessageStartingWith("format.xml-");
    }

    @Test
    void depthHasALimit() {
        assertThat(json("<a>".repeat(100) + "</a>".repeat(100))).startsWith("{\"a\":");
        assertThatThrownBy(() -> json("<a>".repeat(101) + "</a>".repeat(101)))
                .hasMessageStartingWith("format.xml-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1,\"b\":2}",
                "[]",
                "{\"a b\":1}",
                "{\"a\":{\"@b\":{}}}",
                "{\"a\":[1]}",
                "{\"a\":\"\\u0001\"}",
                "{\"a\":[[1]]}"
            })
    void aTreeThatIsNoDocumentIsRefused(String tree) {
        assertThatThrownBy(() -> XmlWriter.write(Json.read(tree.getBytes(StandardCharsets.UTF_8))))
                .hasMessageStartingWith("format.xml-tree-invalid");
    }

    @Test
    void namesAreWrittenAsTheyAreGiven() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("@xmlns:cbc", "urn:x");
        order.put("cbc:ID", "1");

        assertThat(new String(XmlWriter.write(Map.of("Order", order)), StandardCharsets.UTF_8))
                .endsWith("<Order xmlns:cbc=\"urn:x\"><cbc:ID>1</cbc:ID></Order>");
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(@ForAll("elements") Object value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("root", value);

        assertThat(XmlTree.read(XmlWriter.write(tree))).isEqualTo(tree);
    }

    @Property(tries = 500)
    void anyTextIsATreeOrAProblem(@ForAll("markup") String text) {
        try {
            assertThat(XmlTree.read(text)).isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.problem().code()).startsWith("format.xml-");
        }
    }

    @Provide
    Arbitrary<Object> elements() {
        Arbitrary<Object> text = Arbitraries.strings()
                .withChars("ab <>&\"'\n\t\r\u00e9\u20ac")
                .ofMaxLength(6)
                .map(each -> each);
        Arbitrary<Object> element = text.injectNull(0.1);
        for (int level = 0; level < 3; level++) {
            Arbitrary<Object> inner = element;
            Arbitrary<Object> several = inner.list().ofMinSize(2).ofMaxSize(3).map(each -> each);
            element = Arbitraries.oneOf(
                    text,
                    Arbitraries.maps(Arbitraries.of("A", "B", "C"), Arbitraries.oneOf(inner, several))
                            .ofMinSize(1)
                            .ofMaxSize(3)
                            .map(each -> each),
                    Arbitraries.maps(Arbitraries.of("@x", "@y"), text)
                            .ofMinSize(1)
                            .ofMaxSize(2)
                            .map(each -> each));
        }
        return element;
    }

    @Provide
    Arbitrary<String> markup() {
        return Arbitraries.of(Arrays.asList(
                        "<a>",
                        "</a>",
                        "<b/>",
                        "<a b='1'>",
                        "x",
                        "&amp;",
                        "&x;",
                        "&#0;",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "]]>",
                        "<?p",
                        "?>",
                        "<!DOCTYPE a>",
                        "'",
                        "\"",
                        "=",
                        "<",
                        ">",
                        "xmlns:a=''",
                        "<?xml version='1.0'?>"))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
