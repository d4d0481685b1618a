import { wordList } from './word-list.ts'

/** Common surnames, written from general knowledge. A surname alone is no finding: diseases are named for people. */
export const surnames = wordList(`
Abbott Abdi Abdullah Abernathy Abraham Acosta Adams Adeyemi Adkins Afolabi Agarwal Aguilar Ahmed Akhtar Albrecht Ali Allen
Alvarez Amin Andersen Anderson Andrews Armstrong Arnold Asante Atkinson Bailey Baker Baldwin Banerjee Barber Barker Barnes Barnett
Barrett Barton Bates Bauer Baxter Becker Begum Bell Bennett Benson Berg Berger Bergström Bernard Bhatt Bianchi Bishop Black
Boateng Bowen Bowman Boyd Bradley Brady Brandt Braun Brennan Briggs Brooks Brown Bruno Bryant Burke Burns Burton Butler Byrne
Calderón Caldwell Campbell Cardenas Carlson Carpenter Carr Carroll Carter Castillo Castro Chambers Chan Chandler Chang Chapman
Chaudhry Chavez Chen Cheng Cheung Choi Chopra Chowdhury Clark Clarke Coleman Collins Conti Contreras Cook Cooper Costa Cox
Craig Crawford Cruz Cunningham Curtis Dang Daniels Das Davidson Davies Davis Dawson Delgado Desai Diaz Dixon Dominguez Donovan
Doyle Dubois Duncan Dunn Dupont Durand Edwards Eriksson Espinoza Esposito Estrada Evans Fairbanks Fernandes Fernandez Ferrari Ferreira
Fischer Fisher Fitzgerald Fleming Flores Flynn Ford Foster Fox Fournier Francis Franklin Fraser Freeman Fuchs Fuentes Fuller
Gallagher Gallo Garcia Gardner Garza George Ghosh Gibson Gilbert Girard Gomes Gomez Gonzales Gonzalez Goodman Gordon Graham Grant
Gray Green Greene Greco Griffin Griffiths Gross Guerrero Gupta Gutierrez Guzman Haas Hahn Hale Hall Hamilton Hammond Hansen Hanson
Harper Harris Harrison Hartmann Hartwell Harvey Hassan Hayes Henderson Henry Hernandez Herrera Hicks Higgins Hill Hoffman Hoffmann
Holland Holloway Holmes Hopkins Horvat Horvath Howard Howell Huang Huber Hudson Hughes Hunt Hunter Hussain Hussein Ibrahim Ingram
Islam Ivanov Iyer Jackson Jacobs Jacobsen Jain James Jankowski Jansen Jansson Jenkins Jennings Jensen Jimenez Johansson Johnson
Johnston Jones Jordan Joseph Joshi Juarez Kaiser Kaminski Kang Kapoor Karlsson Kaur Keller Kelley Kelly Kennedy Kessler Khan Kim
King Klein Knight Koch Koh Kovács Kowalczyk Kowalski Kozlov Kramer Krause Krishnan Krüger Kumar Lam Lambert Lang Lange Larsen
Larson Lau Lawrence Lawson Lee Lefebvre Lehmann Leroy Lewandowski Lewis Li Lim Lin Lindberg Lindqvist Liu Long Lopez Lowe Lynch
Ma Macdonald Mackenzie Mahmood Malik Mancini Marino Marsh Marshall Martin Martinez Mason Matthews Maurer Mayer Mbeki McCarthy
McDonald McKenzie Medina Mehta Meier Mendez Mendoza Mensah Menon Meyer Miller Mills Mishra Mitchell Mohamed Mohammed Molina Moore
Morales Moreau Morel Moreno Moretti Morgan Morris Morrison Müller Muñoz Murphy Murray Nair Nakamura Navarro Nelson Newman
Ng Nguyen Nichols Nielsen Nilsson Novak Nowak Nunez O'Brien O'Connor O'Neill O'Reilly O'Sullivan Obi Ochoa Okafor Okeke Okonkwo Olsen Olson
Olsson Oliveira Ortega Ortiz Osei Owens Owusu Padilla Page Palmer Papadopoulos Park Parker Parsons Patel Pathak Patterson Payne Pena
Pereira Perez Perkins Perry Peters Petersen Peterson Petit Petrov Petrovic Pham Phillips Pierce Popescu Porter Powell Price Quinn
Rahman Raman Ramirez Ramos Rao Raman Reddy Reed Reid Reyes Reynolds Ribeiro Ricci Rice Richards Richardson Richter Rivera Roberts
Robertson Robinson Robles Rodrigues Rodriguez Rogers Rojas Romano Romero Rose Ross Rossi Roth Rousseau Roux Roy Ruiz Russo Russell Ryan
Salazar Sanchez Sanders Sandoval Santos Sato Schäfer Schmidt Schmitt Schmitz Schneider Schreiber Schroeder Schulz Schulze Schuster Schwartz Schwarz Scott
Serrano Shah Shaikh Sharma Shaw Shevchenko Silva Simmons Simon Simpson Singh Smirnov Smith Snyder Sokolov Sommer Sørensen Soto Sousa
Spencer Stein Stephens Stevens Stewart Stone Sullivan Suzuki Svensson Takahashi Tan Tanaka Taylor Teixeira Thomas Thompson Thomson
Thornton Torres Tran Tucker Turner Valdez Vargas Vasquez Vaughan Vega Velasquez Vogel Volkov Wagner Walker Wallace Walsh Walter Wang
Ward Warren Washington Watanabe Watkins Watson Weaver Webb Weber Weiss Wells Werner West Wheeler White Wilkinson Williams Williamson
Willis Wilson Winkler Wolf Wong Wood Woods Wright Wu Xu Yadav Yamamoto Yang Yılmaz Young Yu Zhang Zhao Zheng Zhou Zhu Ziegler Zimmermann`)
