import pytest

from classifier import screen

ONCE_MISSED = """
he has been hiding razor blades in his room
my daughter told me she doesn't see a future and has written letters to us all
she put a rope round her neck
he drank bleach on tuesday
I'm at the end of my tether and I've thought about driving us both into a tree
she wants to be with grandad in heaven
he ate a whole pack of paracetamol
a lady at school squeezes my arm really hard
he has come back from respite with burns
stepdad comes into my room at night
her cousin does things to her at night
he sends her pictures of his privates
i havent eaten for 3 days
parents never change her and she has sores
dad left us and took the money there is no food
my ex is stalking us
my partner is controlling and won't let me take him to appointments
dad throws plates at mum
i feel unsafe at home
I just can't do it any more
sometimes i think they would be better without me
life isnt worth it
The staff sat on him until he couldn't breathe
she is being beaten up every day on the bus
hes only 9 and says he hates his life
I keep planning how to do it so nobody finds me
he tied a cable round his throat
my lad says he doesn't deserve to be alive
she swallowed a load of her nans tablets
i scratch my legs till they bleed
there is a teacher who kicks the quiet ones
grandad gets drunk and throws me about
the escort pinched her and told her to shut up
they strap him in a chair all afternoon
my sister has cigarette marks on her
my husband pushed me down the stairs
he has put holes in every door and I'm scared of what comes next
he said he'd kill me if I told anyone
we haven't seen him since thursday and his phone is off
she sleeps at strangers houses
i'm hiding at my mates because i wont go back home
the neighbour made her sit on his lap and kissed her
a man in a game asked him to send pictures without clothes
my stepbrother gets in bed with me
the children are always hungry and dirty
she leaves the baby with the six year old while she goes out
nobody has taken him to hospital although his leg is broken
mum doesnt get up and theres no milk or bread
she hears voices telling her to hurt people
he set fire to himself
""".strip().splitlines()

ONCE_RAISED = """
I cannot carry on waiting for a diagnosis
The meeting went all over the place and I want it over with
My son is running off his energy at the club
We had no hot meals on the trip
he is out all weekend at his clubs and loves it
Nobody came back to us
He has not been back to school since October
they have not come back to me
""".strip().splitlines()


@pytest.mark.parametrize("text", ONCE_MISSED)
def test_what_an_earlier_rulebook_missed_is_seen(text):
    assert screen.look(text)


@pytest.mark.parametrize("text", ONCE_RAISED)
def test_what_an_earlier_rulebook_raised_for_nothing_is_not(text):
    assert screen.look(text) == ()
