package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.sluice.message.Ids;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The folder tells the story of a message, and dependencies run one way: the table of docs/internals.md, as a rule. */
class ArchitectureTest {

    /** What is shipped: everything that was compiled with {@link Ids}, so no test. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Ids.class.getProtectionDomain().getCodeSource().getLocation());

    /**
     * What a package may use beside itself and {@code message}. What is not listed here is listed nowhere: a new
     * package is a decision.
     */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("message", Set.of()),
            Map.entry("format", Set.of()),
            Map.entry("contract", Set.of()),
            Map.entry("policy", Set.of()),
            Map.entry("catalog", Set.of("format", "contract", "policy")),
            Map.entry("broker", Set.of("catalog")),
            Map.entry("ledger", Set.of()),
            Map.entry("files", Set.of("catalog", "format")),
            Map.entry("receive", Set.of("broker", "ledger", "catalog", "files", "format", "contract", "policy")),
            Map.entry("map", Set.of("format", "catalog")),
            Map.entry("publish", Set.of("contract", "policy", "catalog", "ledger", "format")),
            Map.entry("send", Set.of("broker", "catalog", "files", "format", "policy", "ledger")),
            Map.entry("deadletter", Set.of("ledger")),
            Map.entry("identity", Set.of()),
            Map.entry("observe", Set.of("receive", "send", "ledger", "publish")),
            Map.entry("simulator", Set.of("format")),
            Map.entry(
                    "engine",
                    Set.of(
                            "broker",
                            "catalog",
                            "contract",
                            "deadletter",
                            "files",
                            "format",
                            "identity",
                            "ledger",
                            "map",
                            "observe",
                            "policy",
                            "publish",
                            "receive",
                            "send")),
            Map.entry(
                    "api",
                    Set.of(
                            "engine",
                            "catalog",
                            "contract",
                            "deadletter",
                            "format",
                            "identity",
                            "ledger",
                            "map",
                            "observe",
                            "policy",
                            "publish",
                            "receive",
                            "send")),
            Map.entry(
                    "cli",
                    Set.of(
                            "engine",
                            "catalog",
                            "contract",
                            "deadletter",
                            "format",
                            "identity",
                            "map",
                            "policy",
                            "publish",
                            "receive",
                            "send",
                            "simulator")));

    @Test
    void eachPackageUsesOnlyWhatTheTableAllows() {
        keepsTo(MAY_USE).check(CLASSES);
    }

    @Test
    void theRuleTurnsRedWhenAStepUsesWhatItMayNot() {
        Map<String, Set<String>> withoutLedger = new java.util.HashMap<>(MAY_USE);
        withoutLedger.put("receive", Set.of("broker", "files", "catalog", "format", "contract", "policy"));

        EvaluationResult result = keepsTo(withoutLedger).evaluate(CLASSES);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().getDetails()).allMatch(detail -> detail.contains("io.sluice.receive"));
    }

    @Test
    void thereAreNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.sluice.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void databasesAreSpokenToInTheLedgerOnly() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("io.sluice.ledger..", "io.sluice.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void pureStepsKnowNoFramework() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "io.sluice.message..",
                        "io.sluice.format..",
                        "io.sluice.contract..",
                        "io.sluice.policy..",
                        "io.sluice.map..",
                        "io.sluice.publish..",
                        "io.sluice.send..",
                        "io.sluice.receive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "jakarta.inject..", "jakarta.enterprise..", "io.quarkus..")
                .check(CLASSES);
    }

    private static ArchRule keepsTo(Map<String, Set<String>> table) {
        return ArchRuleDefinition.classes().should(new ArchCondition<JavaClass>("use only what the table allows") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                String from = step(one);
                Set<String> allowed = table.get(from);
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(one, one.getName() + " is in no package of the table"));
                    return;
                }
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String to = step(target);
                    if (!to.isEmpty() && !to.equals(from) && !to.equals("message") && !allowed.contains(to)) {
                        events.add(SimpleConditionEvent.violated(one, dependency.getDescription()));
                    }
                }
            }
        });
    }

    private static String step(JavaClass one) {
        String prefix = "io.sluice.";
        String name = one.getPackageName();
        if (!name.startsWith(prefix)) {
            return "";
        }
        int dot = name.indexOf('.', prefix.length());
        return name.substring(prefix.length(), dot < 0 ? name.length() : dot);
    }
}
