package shop.handover.webhook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("shop.handover.webhook");

    @Test
    void arrows_point_at_the_business() {
        noClasses()
                .that()
                .resideInAPackage("..event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..webhook.http..", "..webhook.kafka..")
                .because("a vendor may be replaced; the reason we take an event may not")
                .check(HOUSE);
    }

    @Test
    void the_middle_knows_two_framework_words() {
        noClasses()
                .that()
                .resideInAPackage("..event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "org.jboss.resteasy..",
                        "org.apache.kafka..",
                        "com.fasterxml..",
                        "io.micrometer..")
                .because("what an event is can be read without knowing how it travels")
                .check(HOUSE);
    }

    @Test
    void vendors_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage("..webhook.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..webhook.kafka..")
                .because("two that must talk talk through a feature")
                .check(HOUSE);
    }
}
