package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.path.CanonicalTopics;
import java.util.List;
import java.util.UUID;

/** By which the sender's side knows a message. */
final class Correlated implements Control {

    @Override
    public String name() {
        return "correlation";
    }

    @Override
    public String catches() {
        return "The sender's correlation id (X-Correlation-Id, JMSCorrelationID) is on the message, on its event and on what the"
                + " target gets; where the transport carries none (MLLP, file) the engine's own is.";
    }

    @Override
    public String spares() {
        return "Without one, each message gets one of its own: two messages never share it.";
    }

    @Override
    public void doesItsWork(Site site) {
        String given = "ESB-" + UUID.randomUUID();
        Hl7 message = Hl7.fresh();

        site.send(message.parcel(given));
        site.stored().await(message, "COMPLETED");

        String expected = switch (site.transport()) {
            case MLLP, FILE -> own(site, message);
            case HTTP, KAFKA, JMS -> given;
        };
        assertThat(site.stored().only(message).correlation()).isEqualTo(expected);
        assertThat(site.target().about(message.mrn()))
                .singleElement()
                .satisfies(heard -> assertThat(heard.correlation()).isEqualTo(expected));
        assertThat(CanonicalTopics.read(site.servers().stack().bootstrapServers()).stream()
                        .filter(event -> event.topic().equals("sluice.admission.v1"))
                        .filter(event -> expected.equals(event.attributes().get("correlationid"))))
                .hasSize(1);
    }

    @Override
    public void doesNoMore(Site site) {
        List<Hl7> two = List.of(Hl7.fresh(), Hl7.fresh());

        two.forEach(site::send);
        two.forEach(message -> site.stored().await(message, "COMPLETED"));

        List<String> ids = two.stream()
                .map(message -> site.stored().only(message).correlation())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> assertThat(id).isNotBlank());
        for (int i = 0; i < two.size(); i++) {
            String expected = ids.get(i);
            Hl7 message = two.get(i);
            if (site.transport() == Transport.JMS) {
                assertThat(expected).startsWith("ID:"); // by custom an answer names the JMSMessageID
            } else {
                assertThat(expected).isEqualTo(own(site, message));
            }
            assertThat(site.target().about(message.mrn()))
                    .singleElement()
                    .satisfies(heard -> assertThat(heard.correlation()).isEqualTo(expected));
        }
    }

    /** Records of one file share the id of the file. */
    private static String own(Site site, Hl7 message) {
        return site.stored()
                .one(
                        "select coalesce(parent_id, id) from message where id = ?::uuid",
                        site.stored().only(message).id().toString());
    }
}
