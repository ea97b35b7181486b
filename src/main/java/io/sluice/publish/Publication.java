package io.sluice.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.Control;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.Integration;
import io.sluice.contract.Classification;
import io.sluice.contract.Contract;
import io.sluice.contract.ContractCheck;
import io.sluice.contract.Violation;
import io.sluice.format.json.Json;
import io.sluice.format.json.JsonField;
import io.sluice.ledger.Arrival.Subscriber;
import io.sluice.message.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapped object on its way to become an event: checked against its contract, with those who get it. An object that
 * breaks the contract is an error ({@link io.sluice.contract.ContractProblem} with the rule); an absent one too: there
 * is no empty event. What happens when the contract itself is not there, the tier says.
 *
 * @param contract by which it was checked; empty: by none
 * @param classification how sensitive the event is; what nobody has classified may hold anything
 * @param data the object as JSON
 * @param warnings rules that the object breaks but that only warn, as {@code rule path}
 * @param subscribers integrations that get a run, with the values of their order keys
 * @param flag when the contract that was asked for could not be applied
 */
public record Publication(
        Optional<Contract> contract,
        Classification classification,
        byte[] data,
        List<String> warnings,
        List<Subscriber> subscribers,
        Optional<String> flag) {

    /**
     * @param lane order key of the publishing run; subscribers without {@code orderBy} keep it
     * @throws ProblemException one of {@link PublishProblem} or of {@link io.sluice.contract.ContractProblem}
     */
    public static Publication of(
            Catalog catalog, ContractChecks checks, Integration publisher, String entity, Object body, String lane) {
        String asked = Optional.ofNullable(publisher.publishes().get(entity))
                .orElseThrow(() -> new ProblemException(PublishProblem.NOT_DECLARED, entity));
        if (!(body instanceof Map<?, ?> tree) || tree.isEmpty()) {
            throw new ProblemException(PublishProblem.NOTHING_TO_PUBLISH, entity);
        }
        Optional<ContractCheck> check = checks.find(entity, asked);
        if (check.isPresent()) {
            return checked(catalog, check.get(), entity, tree, lane, Optional.empty());
        }
        FailMode mode = publisher.tier().failModes().of(Control.CONTRACT);
        String where = entity + "/" + asked;
        return switch (mode) {
            case CLOSED -> throw new ProblemException(PublishProblem.NO_CONTRACT, where);
            case HOLD -> throw new ProblemException(PublishProblem.CONTRACT_HELD, where);
            case DEGRADE ->
                checked(
                        catalog,
                        checks.find(entity, asked.split("\\.")[0])
                                .orElseThrow(() -> new ProblemException(PublishProblem.NO_CONTRACT, where)),
                        entity,
                        tree,
                        lane,
                        Optional.of(mode.flag(Control.CONTRACT)));
            case OPEN_WITH_FLAG ->
                new Publication(
                        Optional.empty(),
                        Classification.PHI_SENSITIVE,
                        Json.write(tree),
                        List.of(),
                        subscribers(catalog, entity, tree, lane),
                        Optional.of(mode.flag(Control.CONTRACT)));
        };
    }

    private static Publication checked(
            Catalog catalog, ContractCheck check, String entity, Map<?, ?> tree, String lane, Optional<String> flag) {
        Map<?, ?> shaped = (Map<?, ?>) check.shape().apply(tree);
        JsonNode event = Json.mapper().valueToTree(shaped);
        List<Violation> violations = check.validate(event);
        if (!violations.isEmpty()) {
            // The rule without the place in this object: dead letters are grouped by it.
            Violation first = violations.getFirst();
            throw new ProblemException(first.code(), check.contract().id() + " " + first.rule());
        }
        List<String> warnings = check.warnings(event).stream()
                .map(w -> w.rule() + " " + w.path())
                .toList();
        return new Publication(
                Optional.of(check.contract()),
                check.classification(),
                Json.write(event),
                warnings,
                subscribers(catalog, entity, shaped, lane),
                flag);
    }

    private static List<Subscriber> subscribers(Catalog catalog, String entity, Map<?, ?> tree, String lane) {
        List<Subscriber> found = new ArrayList<>();
        for (Integration subscriber : catalog.subscribersOf(entity)) {
            found.add(new Subscriber(subscriber.name(), lanes(subscriber, tree, lane)));
        }
        return found;
    }

    private static List<String> lanes(Integration subscriber, Map<?, ?> tree, String lane) {
        if (subscriber.orderBy().isEmpty()) {
            return lane == null ? List.of() : List.of(lane);
        }
        return subscriber.orderBy().stream()
                .map(key -> subscriber.fields().getOrDefault(key, key))
                .flatMap(path -> JsonField.of(path).read(tree).stream())
                .toList();
    }
}
