package shop.handover.download;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String[] FEATURES = {"..download.delivery..", "..download.visit..", "..download.request.."};
    private static final String[] VENDORS = {
        "..download.http..", "..download.stripe..", "..download.kafka..", "..download.files..", "..download.s3.."
    };

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("shop.handover.download");

    @Test
    void arrows_point_at_the_business() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VENDORS)
                .because("a vendor may be replaced; the reason we hand out a file may not")
                .check(HOUSE);
    }

    @Test
    void the_middle_knows_two_framework_words() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "org.jboss.resteasy..",
                        "org.apache.kafka..",
                        "com.fasterxml..",
                        "com.stripe..",
                        "com.github.benmanes..",
                        "io.vertx..",
                        "shop.handover.page..")
                .because("who may have a file can be read without knowing how it travels")
                .check(HOUSE);
    }

    @Test
    void vendors_do_not_know_each_other() {
        slices().matching("shop.handover.download.(http|stripe|kafka|files|s3)..")
                .should()
                .notDependOnEachOther()
                .because("two that must talk talk through a feature")
                .check(HOUSE);
    }

    @Test
    void nothing_is_fetched_from_an_address_somebody_named() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.vertx.ext.web.client..")
                .because("the only server we call is Stripe, through the gateway")
                .check(HOUSE);
    }

    @Test
    void no_thread_waits_for_a_pipeline() {
        noClasses()
                .should()
                .callMethod(io.smallrye.mutiny.Uni.class, "await")
                .because("an event loop that waits stops every download of the house")
                .check(HOUSE);
    }
}
