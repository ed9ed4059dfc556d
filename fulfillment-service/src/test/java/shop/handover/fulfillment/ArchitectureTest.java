package shop.handover.fulfillment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String[] BUSINESS = {
        "..fulfillment.purchase..",
        "..fulfillment.mail..",
        "..fulfillment.tell..",
        "..fulfillment.request..",
        "..fulfillment.delivery..",
        "..fulfillment.ledger.."
    };
    private static final String[] VENDORS = {
        "..fulfillment.kafka..",
        "..fulfillment.postgres..",
        "..fulfillment.stripe..",
        "..fulfillment.smtp..",
        "..fulfillment.qute..",
        "..fulfillment.schedule..",
        "..fulfillment.metrics..",
        "..fulfillment.command.."
    };
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("shop.handover.fulfillment");

    @Test
    void the_house_was_read() {
        assertThat(HOUSE).hasSizeGreaterThan(50);
    }

    @Test
    void arrows_point_at_the_business() {
        noClasses()
                .that()
                .resideInAnyPackage(BUSINESS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VENDORS)
                .because("a vendor may be replaced; the reason we take money may not")
                .check(HOUSE);
    }

    @Test
    void the_middle_knows_two_framework_words() {
        noClasses()
                .that()
                .resideInAnyPackage(BUSINESS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws..",
                        "jakarta.persistence..",
                        "org.eclipse.microprofile..",
                        "io.quarkus..",
                        "io.vertx..",
                        "com.fasterxml..",
                        "org.apache.kafka..",
                        "com.stripe..")
                .because("decisions are read and tested without a framework")
                .check(HOUSE);
    }

    @Test
    void vendors_do_not_know_each_other() {
        slices().matching("shop.handover.fulfillment.(kafka|postgres|stripe|smtp|qute|schedule|metrics|command)..")
                .should()
                .notDependOnEachOther()
                .because("two that must talk talk through a feature")
                .check(HOUSE);
    }

    @Test
    void nobody_waits_by_blocking() {
        noClasses()
                .should()
                .callMethod(io.smallrye.mutiny.Uni.class, "await")
                .orShould()
                .callMethod(io.smallrye.mutiny.Uni.class, "subscribe")
                .because("a blocked event loop stops every buyer")
                .check(HOUSE);
    }
}
