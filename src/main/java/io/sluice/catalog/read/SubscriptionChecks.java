package io.sluice.catalog.read;

import io.sluice.catalog.CatalogProblem;
import io.sluice.catalog.Verbs;
import io.sluice.catalog.schema.Suggestion;
import io.sluice.catalog.yaml.Pointer;
import io.sluice.contract.Classification;
import io.sluice.contract.Contract;
import java.util.List;
import java.util.TreeSet;

/** Whether an integration may read what it subscribes to: contract, target, purpose and the listed fields. */
final class SubscriptionChecks {

    private final Draft draft;
    private final Surroundings around;

    SubscriptionChecks(Draft draft, Surroundings around) {
        this.draft = draft;
        this.around = around;
    }

    void check() {
        var subscribes = draft.verbs().subscribes();
        if (!subscribes.isEmpty() && !draft.root().has("target")) {
            draft.problem("", CatalogProblem.TARGET_MISSING, "");
        }
        subscribes.forEach(this::messages);
        var entities = new TreeSet<String>();
        subscribes.forEach(s -> entities.addAll(s.entities()));
        if (!entities.isEmpty()) {
            purpose();
        }
        subscribes.forEach(s -> s.entities().forEach(entity -> entity(s, entity)));
        draft.root().path("reads").fieldNames().forEachRemaining(entity -> {
            if (!entities.contains(entity)) {
                draft.problem(
                        Pointer.below("/reads", entity),
                        CatalogProblem.FIELD_UNKNOWN,
                        "no route subscribes to '" + entity + "'" + Suggestion.of(entity, entities));
            }
        });
    }

    private void messages(Verbs.Subscribe subscribe) {
        subscribe.messagesOf().stream()
                .filter(name -> !around.integrations().contains(name) || name.equals(draft.name()))
                .forEach(name -> draft.problem(
                        subscribe.file(),
                        subscribe.line(),
                        CatalogProblem.INTEGRATION_UNKNOWN,
                        "'" + name + "'" + Suggestion.of(name, around.integrations())));
    }

    private void purpose() {
        var purpose = Values.text(draft.root(), "purpose");
        if (purpose.isEmpty()) {
            draft.problem("", CatalogProblem.PURPOSE_MISSING, "");
            return;
        }
        Values.text(draft.root(), "target").map(around.systems()::get).ifPresent(target -> {
            if (!target.purposes().contains(purpose.get())) {
                draft.problem(
                        "/purpose",
                        CatalogProblem.PURPOSE_NOT_ALLOWED,
                        "'" + purpose.get() + "'; purposes of " + target.name() + ": " + target.purposes());
            }
        });
    }

    private void entity(Verbs.Subscribe subscribe, String entity) {
        var contract = around.contracts().newest(entity);
        if (contract.isEmpty()) {
            draft.problem(
                    subscribe.file(),
                    subscribe.line(),
                    CatalogProblem.CONTRACT_UNKNOWN,
                    "'" + entity + "'"
                            + Suggestion.of(
                                    entity, around.contracts().byEntity().keySet()));
        }
        var reads = draft.root().path("reads").path(entity);
        if (reads.isMissingNode()) {
            draft.problem("", CatalogProblem.READS_MISSING, "'" + entity + "'");
        }
        contract.ifPresent(c -> fields(c, entity, Values.texts(reads)));
    }

    private void fields(Contract contract, String entity, List<String> reads) {
        var pointer = Pointer.below("/reads", entity);
        for (int i = 0; i < reads.size(); i++) {
            if (contract.field(reads.get(i)).isEmpty()) {
                draft.problem(
                        Pointer.below(pointer, i),
                        CatalogProblem.FIELD_UNKNOWN,
                        "'" + reads.get(i) + "' in " + contract.id()
                                + Suggestion.of(
                                        reads.get(i), contract.classifications().keySet()));
            }
        }
        var carried = contract.classifications().entrySet().stream()
                .filter(e -> reads.stream()
                        .anyMatch(r -> e.getKey().equals(r) || e.getKey().startsWith(r + ".")))
                .map(e -> e.getValue())
                .reduce(Classification.PUBLIC, Classification::or);
        SensitivityCheck.check(draft, pointer, carried);
    }
}
