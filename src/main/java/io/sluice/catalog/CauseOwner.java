package io.sluice.catalog;

import io.sluice.contract.Contract;
import io.sluice.message.ProblemCode.Category;
import java.util.Optional;

/**
 * Who answers for a cause, and gets what died of it.
 *
 * <table>
 * <tr><td>contract</td><td>the team of the contract that was broken: it says what the entity has to be</td></tr>
 * <tr><td>transport, authentication, business</td><td>the team of the system that could not be reached, did not let us
 * in, or refused</td></tr>
 * <tr><td>mapping, policy, configuration, engine</td><td>the team of the integration</td></tr>
 * </table>
 */
public final class CauseOwner {

    private static final String PUBLISH = "publish:";
    private static final String SEND = "send:";

    private CauseOwner() {}

    /** @param hop in which the run stopped, {@code publish:patient} or, by a call, {@code send:erp/items} */
    public static String ofRun(Catalog catalog, Integration integration, Category category, String hop) {
        if (hop.startsWith(SEND)) {
            return ofDelivery(catalog, integration.name(), category, hop.substring(SEND.length()));
        }
        Optional<String> contract = category == Category.CONTRACT && hop.startsWith(PUBLISH)
                ? published(catalog, integration, hop.substring(PUBLISH.length()))
                : Optional.empty();
        return contract.filter(team -> !team.isBlank())
                .orElse(integration.owner().team());
    }

    /**
     * @param endpoint {@code system/endpoint}. Empty when neither integration nor system are in the catalogue any more
     */
    public static String ofDelivery(Catalog catalog, String integration, Category category, String endpoint) {
        String own = catalog.integration(integration).map(i -> i.owner().team()).orElse("");
        return switch (category) {
            case TRANSPORT, AUTHENTICATION, BUSINESS ->
                Optional.ofNullable(catalog.systems().get(endpoint.split("/", 2)[0]))
                        .map(system -> system.owner().team())
                        .orElse(own);
            case CONTRACT, MAPPING, POLICY, CONFIGURATION, ENGINE -> own;
        };
    }

    private static Optional<String> published(Catalog catalog, Integration integration, String entity) {
        return Optional.ofNullable(integration.publishes().get(entity))
                .flatMap(version -> catalog.contract(entity, version))
                .map(Contract::owner);
    }
}
