"""The servers of the tests themselves."""

import psycopg
import pytest
import redis

from service.launcher import Servers, roles


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


@pytest.mark.parametrize("role", roles.LOGIN_ROLES)
def test_every_role_signs_in_with_no_more_rights_than_it_needs(servers: Servers, role: str) -> None:
    with psycopg.connect(plain(servers.url(role))) as connection:
        found = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolinherit, rolbypassrls "
            "FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert found == (False, False, False, False, False, role == roles.BACKUP)
        wanted = next(known.settings for known in roles.ROLES if known.name == role)
        for name, value in wanted.items():
            told = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            assert told == (value.strip("'"),), name


def test_the_queue_answers(servers: Servers) -> None:
    assert redis.Redis.from_url(servers.redis_url).ping()
