import subprocess
import sys

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


def test_a_thread_waits_for_one_that_imports_the_library_already():
    code = """
import sys, threading
from flows.publish import library, thrift

with library._importing:
    other = threading.Thread(target=thrift._patch)
    other.start()
    other.join(timeout=0.5)
    print(other.is_alive(), "great_expectations" in sys.modules)
other.join()
print("great_expectations" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "True"]
