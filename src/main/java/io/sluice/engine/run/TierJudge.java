package io.sluice.engine.run;

import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Integration;
import io.sluice.engine.EngineProblem;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.LostWork;
import io.sluice.ledger.RunResult;
import io.sluice.send.Interrupted;
import io.sluice.send.SendProblem;
import java.time.InstantSource;
import java.util.Optional;

/** What becomes of work that a dying engine has left behind, by the tier and the owner of its integration. */
public final class TierJudge implements LostWork {

    private final CatalogHolder catalogs;
    private final InstantSource clock;

    public TierJudge(CatalogHolder catalogs, InstantSource clock) {
        this.catalogs = catalogs;
        this.clock = clock;
    }

    @Override
    public RunResult.End.Dead crashed(String integration) {
        return new RunResult.End.Dead(
                EngineProblem.CRASHED.code(),
                "run",
                "",
                EngineProblem.CRASHED.category().name(),
                owner(integration),
                strict(integration));
    }

    @Override
    public DeliveryResult.Next interrupted(String integration, String endpoint) {
        return Interrupted.retry(catalogs.current(), endpoint, clock.instant())
                .orElseGet(() -> new DeliveryResult.Next.InDoubt(
                        SendProblem.IN_DOUBT.code(),
                        SendProblem.IN_DOUBT.category().name(),
                        owner(integration),
                        strict(integration)));
    }

    private String owner(String integration) {
        return find(integration).map(i -> i.owner().team()).orElse("");
    }

    /** An integration that is gone from the catalogue keeps its order: nobody has said that it may be broken. */
    private boolean strict(String integration) {
        return find(integration).map(i -> i.tier().orderStrict()).orElse(true);
    }

    private Optional<Integration> find(String integration) {
        return catalogs.current().integration(integration);
    }
}
