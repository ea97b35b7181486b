package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.Actor;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.DeadLetter;
import io.sluice.ledger.DeadLetterStore;
import io.sluice.message.ProblemException;
import java.util.List;
import java.util.Optional;

/** What cannot go on waits for a person, whole. */
final class DeadLettered implements Control {

    static final Actor OPERATOR = new Actor("operator", "operator");
    private static final DeadLetter.Cause ANY = new DeadLetter.Cause(null, null, null, null, null);

    @Override
    public String name() {
        return "dead letter";
    }

    @Override
    public String catches() {
        return "What the target refuses for good is DEAD with its cause, its owner and its original bytes; it holds its own key"
                + " and no other.";
    }

    @Override
    public String spares() {
        return "What arrived is no dead letter, and a dead letter leaves by no discard without a reason; with one its key goes on.";
    }

    @Override
    public void doesItsWork(Site site) {
        Hl7 message = Hl7.fresh();
        Hl7 behind = message.next();
        site.target().refuse(422, 1);

        Answer answer = site.send(message);
        site.stored().await(message, "DEAD");
        site.send(behind);

        assertThat(answer).isEqualTo(Answer.YES);
        site.stored().await(behind, "HELD");
        assertThat(of(site, message)).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.DELIVERY);
            assertThat(letter.cause().code()).isEqualTo("send.refused");
            assertThat(letter.cause().endpoint()).isEqualTo(Home.ENDPOINT);
            assertThat(letter.owner()).isEqualTo("Tests");
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(site.stored().body(letter.messageId())).isEqualTo(message.bytes());
        });
        Hl7 other = Hl7.fresh();
        site.send(other);
        site.stored().await(other, "COMPLETED");
        discard(site, message, "tested");
        site.stored().await(behind, "COMPLETED");
    }

    @Override
    public void doesNoMore(Site site) {
        Hl7 good = Hl7.fresh();
        Hl7 dead = Hl7.fresh();
        site.send(good);
        site.stored().await(good, "COMPLETED");
        site.target().refuse(422, 1);
        site.send(dead);
        site.stored().await(dead, "DEAD");

        assertThat(of(site, good)).isEmpty();
        assertThatThrownBy(() -> discard(site, dead, ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("deadletter.no-reason");
        assertThat(of(site, dead)).hasSize(1);
        discard(site, dead, "the patient was a test");
        assertThat(of(site, dead)).isEmpty();
        Hl7 next = dead.next();
        site.send(next);
        site.stored().await(next, "COMPLETED");
    }

    static List<DeadLetter> of(Site site, Hl7 message) {
        var filter = new DeadLetterStore.Filter(
                ANY, Optional.empty(), Optional.of(site.stored().only(message).id()));
        return site.engine().deadLetters.list(filter, Cursor.START, 10).items();
    }

    /** Every one that waits here. */
    static List<DeadLetter> all(Site site) {
        return site.engine()
                .deadLetters
                .list(new DeadLetterStore.Filter(ANY, Optional.empty(), Optional.empty()), Cursor.START, 500)
                .items();
    }

    private static void discard(Site site, Hl7 message, String reason) {
        site.engine()
                .deadLetters
                .discard(of(site, message).stream().map(DeadLetter::id).toList(), OPERATOR, reason);
    }
}
