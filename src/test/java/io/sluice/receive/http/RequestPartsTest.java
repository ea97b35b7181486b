package io.sluice.receive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.message.ProblemException;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Paths and forms, whatever comes. */
class RequestPartsTest {

    @Property
    void aPathIsReadInOneWayOrNotAtAll(@ForAll String anything) {
        RequestPath.segments("/" + anything)
                .ifPresent(segments -> assertThat(segments)
                        .allSatisfy(segment -> assertThat(segment).isNotEmpty().doesNotContain("/", ";", "\\", "\0")));
    }

    @Property
    void segmentsComeBackAsTheyWereEncoded(
            @ForAll @AlphaChars @NotEmpty String name, @ForAll @StringLength(max = 5) String more) {
        String segment = name + more.replaceAll("[/;%\\\\.\\p{Cntrl}\\p{Cs}]", "");
        String encoded = URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");

        RequestPath.segments("/" + encoded).ifPresent(found -> assertThat(found).containsExactly(segment));
    }

    @Property
    void partsOfAFormKeepTheirBytes(@ForAll @Size(min = 1, max = 5) List<byte[]> contents) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            form.writeBytes(
                    "--b0undary-0f-test\r\nContent-Disposition: form-data; name=\"p\"\r\nContent-Type: text/csv\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(content);
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes("--b0undary-0f-test--\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(MultipartForm.parse(form.toByteArray(), "b0undary-0f-test"))
                .extracting(MultipartForm.Part::bytes)
                .containsExactlyElementsOf(contents);
    }

    @Property
    void aFormIsReadOrRefusedByItsCode(@ForAll byte[] anything) {
        try {
            MultipartForm.parse(anything, "b");
        } catch (ProblemException refused) {
            assertThat(refused.problem().code()).isEqualTo("receive.multipart-invalid");
        }
    }

    @Example
    void aPartWithoutANameIsRefused() {
        byte[] form = "--b\r\nContent-Type: text/csv\r\n\r\na\r\n--b--".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MultipartForm.parse(form, "b")).hasMessageContaining("part 1");
    }
}
