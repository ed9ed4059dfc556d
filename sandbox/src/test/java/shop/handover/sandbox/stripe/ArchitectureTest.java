package shop.handover.sandbox.stripe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Who may know whom inside the Stripe simulator.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String HERE = "shop.handover.sandbox.stripe";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HERE);

    @Test
    void all_classes_were_read() {
        assertThat(ALL.size()).isGreaterThan(80);
    }

    @Test
    void arrows_run_from_the_wire_to_the_world() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("together")
                .definedBy(HERE)
                .layer("http")
                .definedBy(HERE + ".http..")
                .layer("control")
                .definedBy(HERE + ".control..")
                .layer("checkout")
                .definedBy(HERE + ".checkout..")
                .layer("payment")
                .definedBy(HERE + ".payment..")
                .layer("delivery")
                .definedBy(HERE + ".delivery..")
                .layer("resource")
                .definedBy(HERE + ".resource..")
                .layer("call")
                .definedBy(HERE + ".call..")
                .layer("world")
                .definedBy(HERE + ".world..")
                .whereLayer("together")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("together")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("together", "http")
                .whereLayer("checkout")
                .mayOnlyBeAccessedByLayers("together", "http", "control")
                .whereLayer("payment")
                .mayOnlyBeAccessedByLayers("together", "http", "control", "checkout")
                .whereLayer("delivery")
                .mayOnlyBeAccessedByLayers("together", "http", "control")
                .whereLayer("resource")
                .mayOnlyBeAccessedByLayers("together", "http", "checkout", "payment", "delivery")
                .whereLayer("world")
                .mayNotAccessAnyLayer()
                .because("what Stripe would keep knows nothing of how it is asked for")
                .check(ALL);
    }

    @Test
    void only_the_edges_know_the_web_server() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        HERE + ".world..",
                        HERE + ".wire..",
                        HERE + ".call..",
                        HERE + ".resource..",
                        HERE + ".payment..",
                        HERE + ".checkout..",
                        HERE + ".trouble..",
                        HERE + ".control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .because("what Stripe does is read and tested without a socket")
                .check(ALL);
    }

    @Test
    void stripe_stands_alone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.stripe..",
                        "shop.handover.kit..",
                        "shop.handover.sandbox.inbox..",
                        "shop.handover.sandbox.house..",
                        "shop.handover.sandbox.kafka..",
                        "shop.handover.sandbox.postgres..",
                        "shop.handover.sandbox.gateway..")
                .because(
                        "it could be a product of its own, and must not repeat the mistakes of the library it is tested with")
                .check(ALL);
    }
}
