package io.sluice.engine;

import io.sluice.broker.BrokerProblem;
import io.sluice.catalog.CatalogProblem;
import io.sluice.contract.ContractProblem;
import io.sluice.deadletter.DeadLetterProblem;
import io.sluice.files.FilesProblem;
import io.sluice.format.FormatProblem;
import io.sluice.identity.IdentityProblem;
import io.sluice.ledger.LedgerProblem;
import io.sluice.map.MapProblem;
import io.sluice.message.ProblemCode;
import io.sluice.publish.PublishProblem;
import io.sluice.receive.ReceiveProblem;
import io.sluice.send.SendProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What codes mean that stand in the ledger, for people who have no manual of ours. */
public final class ProblemMeanings {

    private static final List<ProblemCode[]> PACKAGES = List.of(
            BrokerProblem.values(),
            CatalogProblem.values(),
            ContractProblem.values(),
            DeadLetterProblem.values(),
            EngineProblem.values(),
            FilesProblem.values(),
            FormatProblem.values(),
            IdentityProblem.values(),
            LedgerProblem.values(),
            MapProblem.values(),
            PublishProblem.values(),
            ReceiveProblem.values(),
            SendProblem.values());

    private final Map<String, String> byCode = new HashMap<>();

    public ProblemMeanings() {
        PACKAGES.forEach(codes -> {
            for (ProblemCode code : codes) {
                byCode.put(code.code(), code.meaning());
            }
        });
    }

    /** Empty for a code that the engine does not know, of an earlier version for example. */
    public String of(String code) {
        return byCode.getOrDefault(code, "");
    }
}
