from flows.publish.expect import build_suite
from flows.publish.thrift import configured_once
from validate_fixtures import SUITES


def test_a_configuration_is_made_once_inside_the_block_and_anew_outside():
    suite = SUITES["mention"]
    rule = build_suite(suite, suite.rules).expectations[0]
    with configured_once():
        inside = rule.configuration
        assert rule.configuration is inside
        assert inside.to_domain_obj() is inside.to_domain_obj()
    assert rule.configuration is not inside
    assert rule.configuration == inside


def test_a_configuration_that_changes_is_an_expectation_of_its_own():
    suite = SUITES["mention"]
    with configured_once():
        configuration = build_suite(suite, suite.rules).expectations[0].configuration
        before = configuration.to_domain_obj()
        configuration.kwargs["batch_id"] = "b"
        assert configuration.to_domain_obj().batch_id == "b"
        assert before.batch_id is None
