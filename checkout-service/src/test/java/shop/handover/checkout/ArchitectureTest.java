package shop.handover.checkout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String HERE = "shop.handover.checkout";
    private static final String[] FEATURES = {HERE + ".sale..", HERE + ".withdrawal.."};
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HERE);

    @Test
    void the_house_was_read() {
        assertThat(HOUSE.size()).isGreaterThan(30);
    }

    @Test
    void arrows_point_at_the_business() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HERE + ".http..", HERE + ".kafka..", HERE + ".stripe..")
                .because("a vendor may be replaced; the reason we take money may not")
                .check(HOUSE);
    }

    @Test
    void the_middle_knows_no_framework() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.stripe..",
                        "com.fasterxml..",
                        "jakarta.ws.rs..",
                        "org.eclipse.microprofile..",
                        "io.vertx..",
                        "io.quarkus..")
                .because("a decision is read and tested without a container")
                .check(HOUSE);
    }

    @Test
    void vendors_do_not_know_each_other() {
        slices().matching(HERE + ".(http|kafka|stripe)..")
                .should()
                .notDependOnEachOther()
                .because("two that must talk talk through a feature")
                .check(HOUSE);
    }

    @Test
    void only_the_stripe_package_speaks_stripes_words() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HERE + ".stripe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.stripe..")
                .check(HOUSE);
    }

    @Test
    void nobody_opens_a_connection_of_his_own() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "io.vertx.core.http.impl..", "io.vertx.ext.web.client..")
                .because("the one door to the world is the Stripe gateway")
                .check(HOUSE);
    }
}
